import Escalation
import FoundationEssentials
import Incident
import IncidentStore
import Organisation
import PageStore

/// What the incident as it is means for its escalation.
enum PagingDecision: Sendable, Hashable {
    /// Nothing changes.
    case keep
    /// The escalation begins, or begins again.
    case begin(PagingRule, EscalationPolicy)
    /// The pages that are still to come are of another urgency.
    case continueWith(Urgency)
    /// The turns begin again at a time, when somebody has taken it or nobody is left to ask.
    case renew(PagingRule, EscalationPolicy, at: Date)
    /// Nobody is asked for any more.
    case stop

    /// - Parameters:
    ///   - record: the incident's escalation; `nil` when it has none.
    ///   - again: when alerts that joined have it page again; `nil` when it does not for any.
    init(
        for incident: IncidentRecord, _ record: EscalationRecord?, _ organisation: OrganisationConfiguration,
        again: Date? = nil
    ) {
        // Whoever has taken an incident keeps it when its alerts resolve by themselves.
        if incident.pagingEndedAt != nil, incident.status == .active {
            self = record?.escalation.state == .open ? .stop : .keep
            return
        }
        let wanted =
            incident.status == .active
            ? organisation.paging(
                type: incident.type, severity: incident.severity, priority: incident.priority, drill: incident.drill)
            : nil
        switch (record, wanted) {
        case (nil, let wanted?):
            self = .begin(wanted.0, wanted.1)
        case (let record?, let wanted?):
            self = Self.change(of: record, wanted: wanted)
            if let again, self == .keep { self = .renew(wanted.0, wanted.1, at: again) }
        case (let record?, nil) where record.escalation.state == .open || record.escalation.state == .acknowledged:
            self = .stop
        case (_, nil):
            self = .keep
        }
    }

    /// Whoever has taken an incident, or said that it needs nobody, is not paged again because of its words.
    private static func change(
        of record: EscalationRecord, wanted: (rule: PagingRule, policy: EscalationPolicy)
    ) -> PagingDecision {
        switch record.escalation.state {
        case .acknowledged, .resolved: .keep
        case .stopped: .begin(wanted.rule, wanted.policy)
        case .open where record.escalation.policy.name != wanted.rule.policy: .begin(wanted.rule, wanted.policy)
        case .open where record.urgency == wanted.rule.urgency: .keep
        case .open where wanted.rule.urgency == .high: .begin(wanted.rule, wanted.policy)
        case .open: .continueWith(wanted.rule.urgency)
        }
    }
}
