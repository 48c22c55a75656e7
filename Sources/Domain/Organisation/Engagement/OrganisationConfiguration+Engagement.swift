import Escalation
public import FoundationEssentials
public import Incident

extension OrganisationConfiguration {
    /// Whom rules and people's own preferences engage in an incident: the rules in their order, then the preferences. What
    /// somebody wishes for themselves brings them into nothing that is restricted, and into no exercise. Roles that one person
    /// holds are not among them: see ``holder(of:in:at:)``.
    public func engaged(in incident: EngagedIncident, at time: Date) -> [Engagement] {
        var engaged: [Engagement] = []
        for rule in engagements where !rule.role.isHeldByOne && fits(rule.match, incident) {
            engaged += rule.targets.flatMap { people(for: $0, at: time, holders: [:]) }.map {
                Engagement(person: $0, role: rule.role, engagedBy: "rule \(rule.name)")
            }
        }
        if incident.visibility == .open, !incident.isDrill {
            for (email, matches) in preferences.sorted(by: { $0.key < $1.key }) {
                guard matches.contains(where: { fits($0, incident) }), let person = person(email) else { continue }
                engaged.append(Engagement(person: person, role: .participant, engagedBy: "their own preference"))
            }
        }
        var seen: Set<String> = []
        return engaged.filter { seen.insert($0.person.email.lowercased()).inserted }
    }

    /// Who holds a role that one person holds, by the first rule that fits and reaches somebody; `nil` when none does.
    public func holder(of role: ParticipantRole, in incident: EngagedIncident, at time: Date) -> Engagement? {
        for rule in engagements where rule.role == role && fits(rule.match, incident) {
            for target in rule.targets {
                guard let person = people(for: target, at: time, holders: [:]).first else { continue }
                return Engagement(person: person, role: role, engagedBy: "rule \(rule.name)")
            }
        }
        return nil
    }

    /// The rules that engage somebody by name or by their team.
    public func engagements(naming person: Person) -> [EngagementRule] {
        engagements.filter { rule in
            rule.targets.contains { target in
                switch target {
                case .person(let email): email.lowercased() == person.email.lowercased()
                case .team(let name): name == person.team
                case .schedule, .service, .role: false
                }
            }
        }
    }

    private func fits(_ match: EngagementMatch, _ incident: EngagedIncident) -> Bool {
        guard match.types.isEmpty || match.types.contains(incident.type),
            Self.reaches(incident.severity, match.severity, severities),
            Self.reaches(incident.priority, match.priority, priorities)
        else { return false }
        if match.keywords.isEmpty { return true }
        let text = "\(incident.title)\n\(incident.description)".lowercased()
        return match.keywords.contains { text.contains($0.lowercased()) }
    }

    /// Whether a word is as bad as a limit, or worse. A word that the configuration does not have any more counts as the worst.
    static func reaches(_ word: String, _ limit: String?, _ order: [Level]) -> Bool {
        guard let limit, let rank = order.firstIndex(where: { $0.name == word }),
            let least = order.firstIndex(where: { $0.name == limit })
        else { return true }
        return rank <= least
    }
}
