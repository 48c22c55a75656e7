import Escalation
import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
import JSON
import Organisation

/// Whom an incident would page, step by step of the first round, while nobody answers.
struct WouldBePages: Sendable {
    /// The words that decide it.
    private var type: String
    private var severity: String
    private var priority: String
    private var isDrill: Bool
    private var holders: [ParticipantRole: [String]] = [:]

    /// Of an incident that would be opened.
    init(_ opening: IncidentOpening) {
        let draft = opening.draft
        (type, severity, priority, isDrill) = (draft.type.name, draft.severity, draft.priority, draft.drill)
        hold(opening.participants)
    }

    /// Of an incident that is there and would page again.
    init(_ incident: IncidentRecord, _ participants: [ParticipantRecord]) {
        (type, severity, priority) = (incident.type, incident.severity, incident.priority)
        isDrill = incident.drill
        hold(participants)
    }

    private mutating func hold(_ participants: [ParticipantRecord]) {
        for participant in participants {
            for role in participant.roles { holders[role, default: []].append(participant.person.email) }
        }
    }

    /// - Parameter wait: how long it is until the first step is due.
    func json(in organisation: OrganisationConfiguration, at time: Date, after wait: Duration = .zero) -> JSON {
        guard
            let (rule, policy) = organisation.paging(
                type: type, severity: severity, priority: priority, drill: isDrill)
        else { return [] }
        func page(_ step: Int, _ after: Duration, _ person: String, _ reason: String) -> JSON {
            [
                "step": .int(step), "after_seconds": .int(Int(after.components.seconds)), "person": .string(person),
                "policy": .string(policy.name), "urgency": .string(rule.urgency.rawValue), "reason": .string(reason),
            ]
        }
        if isDrill {
            let contacts = organisation.drillContacts.compactMap(organisation.person)
            return .array(contacts.map { page(1, wait, $0.email, "drill") })
        }
        var pages: [JSON] = []
        var after = wait
        for (index, step) in policy.steps.enumerated() {
            let due = time + Double(after.components.seconds)
            let suffix = step.strategy == .roundRobin && step.targets.count > 1 ? ", in turn" : ""
            let people = step.targets.flatMap { target in
                organisation.people(for: target, at: due, holders: holders).map { ($0.email, target.title + suffix) }
            }
            let reached =
                people.isEmpty
                ? policy.lastResort.compactMap(organisation.person).map { ($0.email, "last resort") } : people
            // As paging does it: who is reached in several ways is paged once, for the first of them.
            var seen: Set<String> = []
            pages += reached.filter { seen.insert($0.0.lowercased()).inserted }
                .map { page(index + 1, after, $0.0, $0.1) }
            after += step.wait
        }
        return .array(pages)
    }
}
