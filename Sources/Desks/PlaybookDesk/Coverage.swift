import Encodings
public import FoundationEssentials
public import JSON
public import PlaybookStore
public import Playbooks

/// What goes by itself: types of alerts by how often they come, against how much of their playbooks people do not have to do; and
/// what of playbooks is to be looked at again.
public struct Coverage: Sendable {
    /// A playbook, and what became of its executions.
    public struct Playbook: Sendable {
        /// The name.
        public let name: String
        /// The current version.
        public let version: Int
        /// Whose it is, and until when it counts as looked at.
        public let card: PlaybookCard
        /// Its steps.
        public let outline: PlaybookOutline
        /// Whether the day until which it counts as looked at is over.
        public let isOverdue: Bool
        /// Where its executions stand and have ended.
        public let places: [CoverageRows.Place]
        /// Steps for people that were reached.
        public let manual: [CoverageRows.Manual]
    }

    /// Alerts since then.
    public let since: Date
    /// The most frequent first.
    public let types: [CoverageRows.AlertType]
    /// By name.
    public let playbooks: [Playbook]

    /// - Parameters:
    ///   - versions: the current ones of all playbooks.
    ///   - day: today in UTC, as `2027-05-31`.
    init(
        since: Date, day: String, types: [CoverageRows.AlertType], versions: [PlaybookVersion],
        places: [CoverageRows.Place], manual: [CoverageRows.Manual]
    ) {
        self.since = since
        self.types = types
        let (places, manual) = (
            Dictionary(grouping: places, by: \.playbook), Dictionary(grouping: manual, by: \.playbook)
        )
        playbooks = versions.map { version in
            let machine = (try? JSON.parse(version.machine, limits: PlaybookVersion.limits)) ?? .null
            let card = PlaybookCard(machine: machine)
            return Playbook(
                name: version.playbook, version: version.number, card: card, outline: PlaybookOutline(machine: machine),
                isOverdue: card.reviewBy.map { $0 < day } ?? false, places: places[version.playbook] ?? [],
                manual: manual[version.playbook] ?? [])
        }
    }

    /// How much of an alert's type goes by itself: that of its playbook, nothing without one.
    private func automation(of type: CoverageRows.AlertType, _ known: [String: Playbook]) -> PlaybookOutline.Automation
    {
        type.playbook.flatMap { known[$0] }?.outline.automation ?? .none
    }
}

extension Coverage: JSONEncodable {
    /// `since`, `alerts` (how many of them go by themselves not at all, partly and fully), `types` and `playbooks`.
    public var json: JSON {
        let known = Dictionary(playbooks.map { ($0.name, $0) }) { first, _ in first }
        var sums: [PlaybookOutline.Automation: Int] = [:]
        for type in types { sums[automation(of: type, known), default: 0] += type.alerts }
        return [
            "since": since.json,
            "alerts": .object(
                JSONObject(PlaybookOutline.Automation.allCases.map { ($0.rawValue, .int(sums[$0] ?? 0)) })),
            "types": .array(
                types.map { type in
                    let playbook = type.playbook.flatMap { known[$0] }
                    return [
                        "type": .string(type.name), "alerts": .int(type.alerts), "occurrences": .int(type.occurrences),
                        "incidents": .int(type.withIncident), "last_at": type.lastAt.json,
                        "automation": .string(automation(of: type, known).rawValue),
                        "playbook": .optional(type.playbook), "runs": .int(type.runs),
                        "steps": .int(playbook?.outline.steps.count ?? 0),
                        "automated_steps": .int(playbook?.outline.steps.count { !$0.isManual } ?? 0),
                    ]
                }), "playbooks": .array(playbooks.map(\.json)),
        ]
    }
}

extension Coverage.Playbook: JSONEncodable {
    /// The playbook for callers.
    public var json: JSON {
        [
            "name": .string(name), "version": .int(version), "owner": .optional(card.owner),
            "plan": .optional(card.plan), "review_by": .optional(card.reviewBy), "overdue": .bool(isOverdue),
            "automation": .string(outline.automation.rawValue), "steps": .int(outline.steps.count),
            "automated_steps": .int(outline.steps.count { !$0.isManual }),
            "runs": .int(places.reduce(0) { $0 + $1.count }),
            "ended": .array(
                places.filter { $0.status != "RUNNING" }.map { place in
                    [
                        "status": .string(place.status), "state": .optional(place.state), "count": .int(place.count),
                    ]
                }),
            "manual": .array(manual.map { ["state": .string($0.state), "count": .int($0.count)] }),
        ]
    }
}
