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

    /// Counts what a request held.
    public func count(_ alerts: ParsedAlerts) {
        guard let count = alerts.omitted, count > 0 else { return }
        omitted.increment(by: count)
    }
}
