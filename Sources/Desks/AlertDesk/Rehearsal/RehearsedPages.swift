import Escalation
import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
import OnCall
import Organisation

/// Whom a configuration would have paged, counted by person.
public struct RehearsedPages: Sendable {
    /// How often somebody is paged.
    public struct Count: Sendable, Hashable {
        /// All pages.
        public var all = 0
        /// Urgent ones between 22:00 and 06:00, by the clocks of the first schedule that the person takes turns in.
        public var atNight = 0
    }

    /// By mail address.
    public private(set) var people: [String: Count] = [:]
    private let organisation: OrganisationConfiguration
    private let answeredAfter: Duration
    private let zones: [String: Zone]
    private var turns: [String: Int] = [:]

    /// - Parameter answeredAfter: how long it takes until somebody answers: steps that are due until then page.
    init(_ organisation: OrganisationConfiguration, answeredAfter: Duration) {
        self.organisation = organisation
        self.answeredAfter = answeredAfter
        var zones: [String: Zone] = [:]
        for schedule in organisation.allSchedules {
            guard let zone = organisation.zones.zone(named: schedule.timezone) else { continue }
            let named = organisation.calendars[schedule.name, default: [:]].values.flatMap(\.people)
            for person in schedule.people + named where zones[person.lowercased()] == nil {
                zones[person.lowercased()] = zone
            }
        }
        self.zones = zones
    }

    /// What decides whom an incident pages.
    struct Words: Sendable {
        var type: String
        var severity: String
        var priority: String
        var holders: [ParticipantRole: [String]]

        init(_ opening: IncidentOpening) {
            (type, severity) = (opening.draft.type.name, opening.draft.severity)
            priority = opening.draft.priority
            holders = [:]
            for participant in opening.participants {
                for role in participant.roles { holders[role, default: []].append(participant.person.email) }
            }
        }
    }

    /// Pages for an incident.
    /// - Returns: whether that reaches anybody.
    mutating func page(_ words: Words, at time: Date) -> Bool {
        guard
            let (rule, policy) = organisation.paging(
                type: words.type, severity: words.severity, priority: words.priority)
        else { return false }
        var escalation = Escalation(policy, at: time)
        let turns = escalation.advance(to: time + Double(answeredAfter.components.seconds)) {
            organisation.fits($0.condition, at: $1)
        }
        var isReached = false
        for turn in turns where !turn.isPassedOver && !turn.isSuperseded {
            let people = people(of: turn, policy, words)
            isReached = isReached || !people.isEmpty
            for person in people { count(person, rule.urgency, at: turn.due) }
        }
        return isReached
    }

    private mutating func people(of turn: EscalationTurn, _ policy: EscalationPolicy, _ words: Words) -> Set<String> {
        var found: [Person] = []
        if case .step(let index, _) = turn.place, policy.steps.indices.contains(index) {
            let step = policy.steps[index]
            let counter = "\(index) \(policy.name)"
            let targets = step.targets(atTurn: turns[counter, default: 0])
            if step.strategy == .roundRobin { turns[counter, default: 0] += 1 }
            found = targets.flatMap { organisation.people(for: $0, at: turn.due, holders: words.holders) }
        }
        if found.isEmpty { found = policy.lastResort.compactMap(organisation.person) }
        return Set(found.map { $0.email.lowercased() })
    }

    private mutating func count(_ person: String, _ urgency: Urgency, at time: Date) {
        people[person, default: Count()].all += 1
        if urgency == .high, (zones[person] ?? .utc).isNight(at: time) { people[person]?.atNight += 1 }
    }
}
