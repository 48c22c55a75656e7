public import Escalation
public import Incident
import JSON

/// Who is engaged in incidents of a kind, besides those whom their type asks for.
public struct EngagementRule: Sendable, Hashable {
    /// What timelines call it: 1 to 100 characters, unique among rules.
    public var name: String
    /// In which incidents.
    public var match: EngagementMatch
    /// People, schedules, teams and services; at least one.
    public var targets: [EscalationTarget]
    /// What they do. Of a role that one person holds (``ParticipantRole/incidentCommander``, ``ParticipantRole/scribe`` and
    /// ``ParticipantRole/liaison``) the first rule that reaches somebody decides, and who it reaches first holds it.
    public var role: ParticipantRole

    /// A rule as the program has it; nothing is checked.
    public init(name: String, match: EngagementMatch, targets: [EscalationTarget], role: ParticipantRole = .participant)
    {
        self.name = name
        self.match = match
        self.targets = targets
        self.role = role
    }

    /// Configuration: `name`, `engage` (1 to 20 targets as steps of policies have them), `role` (`participant`, the default,
    /// `observer`, `incident_commander`, `scribe` or `liaison`), and the keys of ``EngagementMatch``.
    init(configuration reader: JSONReader) throws {
        try reader.object(only: "name", "engage", "role", "types", "severity", "priority", "keywords")
        let targets = try reader.array("engage", max: 20).map(EscalationTarget.init)
        guard !targets.isEmpty else {
            throw try reader.member("engage").error(expected: "at least one target", found: "none")
        }
        let role = try reader.optionalEnumeration("role", of: ParticipantRole.self) ?? .participant
        guard role != .reporter else {
            throw try reader.member("role").error(
                expected: "`participant`, `observer`, `incident_commander`, `scribe` or `liaison`",
                found: "`reporter`, which is who reports")
        }
        self.init(
            name: try reader.string("name", length: 1...100), match: try EngagementMatch(of: reader), targets: targets,
            role: role)
    }
}

extension ConfigurationSection {
    static let engagements = list(
        "engagements", of: "engagement", max: 1000, at: \.engagements, name: \.name,
        read: EngagementRule.init(configuration:)
    ) { rule, all, place in
        if let (member, known) = rule.match.unknownWords(in: all).first {
            throw place.at(member).problem(expected: "words of \(known.joined(separator: ", "))", found: "another")
        }
        for (index, target) in rule.targets.enumerated() {
            let place = place.at("engage", "\(index)")
            if case .role = target {
                throw place.problem(
                    expected: "a mail address, a schedule, a rota, a team or a service", found: "\(target.title)")
            }
            guard let missing = all.missing(target) else { continue }
            throw place.problem(expected: missing.expected, found: "`\(missing.name)`")
        }
    }
}
