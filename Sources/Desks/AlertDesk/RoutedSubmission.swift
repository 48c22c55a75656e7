import Organisation

/// A request of alerts whose routes are decided: once, for its grouping and for all that becomes of them.
struct RoutedSubmission: Sendable {
    var submission: AlertSubmission
    /// For each alert, in their order; `nil` for one that resolves.
    private(set) var decisions: [RoutingDecision?]

    init(_ submission: AlertSubmission, in organisation: OrganisationConfiguration) {
        self.submission = submission
        decisions = submission.alerts.alerts.map { alert in
            alert.action == .resolve
                ? nil : RoutingDecision(alert, source: submission.source, in: organisation)
        }
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
