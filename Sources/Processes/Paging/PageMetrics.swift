import CoreMetrics
import FoundationEssentials
import WorkerKit

/// What paging counts.
struct PageMetrics: Sendable {
    private let lateness: Timer

    init(_ metrics: MetricsRegistry) {
        lateness = metrics.histogram(
            "muster_page_lateness_seconds", "Time from a page's due time to its handing to a provider.")
    }

    /// A provider has taken a page that was due then.
    func handed(due: Date, at now: Date = Date()) {
        lateness.recordNanoseconds(Int64(max(0, now.timeIntervalSince(due)) * 1e9))
    }
}
