import Contracts
import FoundationEssentials

/// What operators see of a worker's handling.
struct WorkerMetrics: Sendable {
    private let registry: MetricsRegistry
    private let queue: String
    private let handling: Histogram
    private let queueing: Histogram
    let inFlight: Gauge

    init(_ registry: MetricsRegistry, queue: String) {
        self.registry = registry
        self.queue = queue
        handling = registry.histogram(
            "muster_worker_handle_seconds", "Time from the beginning of a try to its end.", labels: ["queue": queue])
        queueing = registry.histogram(
            "muster_worker_queue_seconds", "Time from a message's announcement to its handling.",
            labels: ["queue": queue])
        inFlight = registry.gauge(
            "muster_worker_in_flight", "Messages that are being handled.", labels: ["queue": queue])
    }

    func settled(_ count: Int, outcome: String) {
        registry.counter(
            "muster_worker_deliveries_total", "Deliveries by what became of them.",
            labels: ["queue": queue, "outcome": outcome]
        ).increment(by: count)
    }

    /// A handler was at its time limit, or did not end when it was cancelled.
    func stuck(_ handler: String) {
        registry.counter(
            "muster_worker_stuck_total", "Handlers that did not end within their time limit.",
            labels: ["queue": queue, "handler": handler]
        ).increment()
    }

    func handled(_ count: Int, in duration: Duration) {
        handling.observe(duration, times: count)
    }

    func received(_ messages: [Incoming]) {
        if let oldest = messages.first?.event?.time {
            queueing.observe(max(0, -oldest.timeIntervalSinceNow), times: messages.count)
        }
    }
}
