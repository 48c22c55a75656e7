import Incident
import Organisation

/// A request of alerts whose routes are decided: once, for its grouping and for all that becomes of them.
struct RoutedSubmission: Sendable {
    var submission: AlertSubmission
    /// For each alert, in their order; `nil` for one that resolves.
    private(set) var decisions: [RoutingDecision?]

    init(_ submission: AlertSubmission, in organisation: OrganisationConfiguration) {
        let submission = submission.read(by: organisation)
        self.submission = submission
        decisions = submission.alerts.alerts.map { alert in
            guard alert.action != .resolve else { return nil }
            var decision = RoutingDecision(alert, source: submission.source, in: organisation)
            if submission.isDrill, let name = decision.route { decision.rule?.name = Drill.mark(name) }
            return decision
        }
    }

    /// One alert as it was stored, which its source's rules were applied to when it came.
    init(_ past: PastAlert, _ decision: RoutingDecision) {
        submission = AlertSubmission(source: past.source, alerts: ParsedAlerts(alerts: [past.alert]))
        decisions = [decision]
    }

    /// The request with what is held back now.
    func held(by holds: AlertHolds) -> RoutedSubmission {
        var copy = self
        for (index, alert) in submission.alerts.alerts.enumerated() where decisions[index] != nil {
            if let hold = holds.hold(alert, from: submission.source) { copy.decisions[index] = RoutingDecision(hold) }
        }
        return copy
    }

    /// The request as if no route waited with an alert.
    var withoutWaiting: RoutedSubmission {
        var copy = self
        for index in copy.decisions.indices { copy.decisions[index]?.rule?.patience.wait = .zero }
        return copy
    }

    /// The request as if it held no alerts.
    var withoutAlerts: RoutedSubmission {
        var copy = self
        copy.submission.alerts.alerts = []
        copy.submission.alerts.changes = []
        copy.decisions = []
        return copy
    }
}
