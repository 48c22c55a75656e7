import CoreMetrics
public import WorkerKit

/// What intake counts of alerts.
public struct AlertMetrics: Sendable {
    private let omitted: Counter

    /// Numbers of a process.
    public init(_ registry: MetricsRegistry) {
        omitted = registry.counter(
            "muster_alerts_truncated_total", "Alerts that senders left out of bodies which were too long for them.")
    }

    /// Counts what a request held; nothing of a drill.
    public func count(_ submission: AlertSubmission) {
        guard !submission.isDrill, let count = submission.alerts.omitted, count > 0 else { return }
        omitted.increment(by: count)
    }
}
