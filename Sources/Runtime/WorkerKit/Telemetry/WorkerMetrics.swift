import Contracts
import CoreMetrics
import FoundationEssentials
import Synchronization

/// What operators see of a worker's handling.
struct WorkerMetrics: Sendable {
    /// What became of deliveries, as the label says it.
    enum Outcome: String {
        case done, duplicate, returned, retry, dead
    }

    private let registry: MetricsRegistry
    private let queue: String
    private let handling: Timer
    private let queueing: Timer
    private let deliveries: Counters
    let inFlight: Meter

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
        deliveries = Counters(registry, queue)
    }

    func settled(_ count: Int, outcome: Outcome) {
        deliveries.counter(outcome).increment(by: count)
    }

    /// A message came back too often to be given back once more.
    func putOff() {
        registry.counter(
            "muster_worker_put_off_total", "Messages put off that outages of the database had sent back ten times.",
            labels: ["queue": queue]
        ).increment()
    }

    /// A handler was at its time limit, or did not end when it was cancelled.
    func stuck(_ handler: String) {
        stuckCounter(handler).increment()
    }

    /// Begins what is alarmed at its first time with zero: in a series that begins with one, `increase` of Prometheus sees no
    /// increase.
    func begin(_ handlers: [WorkerHandler]) {
        for handler in handlers { _ = stuckCounter(handler.name) }
    }

    private func stuckCounter(_ handler: String) -> Counter {
        registry.counter(
            "muster_worker_stuck_total", "Handlers that did not end within their time limit.",
            labels: ["queue": queue, "handler": handler])
    }

    func handled(_ count: Int, in duration: Duration) {
        handling.record(duration, times: count)
    }

    func received(_ messages: [Incoming]) {
        if let oldest = messages.first?.event?.time {
            queueing.record(.seconds(max(0, -oldest.timeIntervalSinceNow)), times: messages.count)
        }
    }

    /// The series of each outcome, made when it happens first: a scrape shows only what has happened.
    private final class Counters: Sendable {
        private let registry: MetricsRegistry
        private let queue: String
        private let counters = Mutex<[Outcome: Counter]>([:])

        init(_ registry: MetricsRegistry, _ queue: String) {
            self.registry = registry
            self.queue = queue
        }

        func counter(_ outcome: Outcome) -> Counter {
            counters.withLock { counters in
                if let known = counters[outcome] { return known }
                let counter = registry.counter(
                    "muster_worker_deliveries_total", "Deliveries by what became of them.",
                    labels: ["queue": queue, "outcome": outcome.rawValue])
                counters[outcome] = counter
                return counter
            }
        }
    }
}
