import FoundationEssentials
import Organisation
import Pacing

/// Whether what is said of an alert after its incident was closed is a new occurrence: the sender decides it where it
/// tells, else the route does.
enum Recurrence: Sendable, Hashable {
    /// It is there anew: people are told.
    case anew
    /// It was there when people closed the incident, and still is: it is shown, and wakes nobody.
    case still

    /// - Parameters:
    ///   - known: the alert as it was said before.
    ///   - closedAt: when its incident was closed.
    init(
        _ alert: NormalisedAlert, _ decision: RoutingDecision, after known: AlertState.Open, closedAt: Date,
        at time: Date
    ) {
        self = Self.isNew(alert, decision, known, closedAt, time) ? .anew : .still
    }

    private static func isNew(
        _ alert: NormalisedAlert, _ decision: RoutingDecision, _ known: AlertState.Open, _ closedAt: Date, _ time: Date
    ) -> Bool {
        // A key that the sender did not choose is of one event: the same again is a copy, not an occurrence.
        guard alert.hasOwnKey else { return false }
        if alert.severity > known.severity { return true }
        // A beginning in the future is none (ElastAlert 2 sends one with every repetition).
        let startedAt = alert.startedAt.flatMap { $0 <= time ? $0 : nil }
        if let startedAt, startedAt > closedAt { return true }
        switch alert.occasion {
        case .first: return true
        case .repetition: return false
        // Something else of the group changed, and this alert began before the closing.
        case .change where startedAt != nil: return false
        case .change, nil:
            return time.timeIntervalSince(closedAt) >= (decision.rule?.quietAfterClosing ?? .zero).seconds
        }
    }
}
