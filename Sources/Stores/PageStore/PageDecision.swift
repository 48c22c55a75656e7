public import Escalation
public import FoundationEssentials
public import Incident
import JSON
import Organisation
public import Postgres

/// What somebody decides about the escalation of a page.
public enum PageDecision: Sendable, Hashable {
    /// They take it.
    case acknowledge
    /// It needs nobody any more.
    case resolve
    /// The next step is taken now.
    case escalate
    /// Somebody else is paged first, and the steps begin again.
    case reassign(EscalationTarget)
    /// Nobody is paged until then; then the steps begin again.
    case snooze(until: Date)

    /// The word of the fact.
    public var change: PageChange {
        switch self {
        case .acknowledge: .acknowledged
        case .resolve: .resolved
        case .escalate: .escalated
        case .reassign: .reassigned
        case .snooze: .snoozed
        }
    }

    /// What a decision found.
    public struct Finding: Sendable, Hashable {
        /// What the escalation was before.
        public var was: Escalation.State
        /// What providers had in hand at that moment and may still arrive: `a@example.org by mail`.
        public var inHand: [String]

        /// Whether the decision changed anything.
        public func changed(_ decision: PageDecision) -> Bool {
            was == .open || (was == .acknowledged && decision != .acknowledge)
        }
    }

    /// Decides, in the transaction of whoever asks.
    /// - Returns: `nil` when there is no such page.
    public func decide(_ page: UUID, by actor: String, in transaction: some Querying) async throws -> Finding? {
        var (until, target) = (PostgresValue.null, PostgresValue.null)
        if case .snooze(let moment) = self { until = .timestamptz(moment) }
        if case .reassign(let other) = self { target = .jsonText(other.json.text()) }
        let rows = try await transaction.query(
            Statement(
                "select was, in_hand from paging.decide($1, $2, $3, $4::timestamptz, $5::jsonb)",
                [.uuid(page), .text(change.rawValue), .text(actor), until, target]))
        guard let row = rows.first else { return nil }
        guard let was = Escalation.State(rawValue: try row.decode("was", as: String.self)) else { return nil }
        return Finding(was: was, inHand: try row.decode("in_hand"))
    }
}
