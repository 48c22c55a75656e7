import CoreMetrics
import WorkStore

/// What operators see of an outbox.
struct OutboxMetrics: Sendable {
    private let confirmed: Counter
    private let refused: Counter
    private let age: Meter

    init(_ registry: MetricsRegistry) {
        confirmed = registry.counter(
            "muster_outbox_published_total", "Messages published and confirmed.", labels: ["outcome": "confirmed"])
        refused = registry.counter(
            "muster_outbox_published_total", "Messages published and confirmed.", labels: ["outcome": "refused"])
        age = registry.gauge("muster_outbox_oldest_age_seconds", "Age of the oldest message that is not published.")
    }

    func published(confirmed: Int, refused: Int) {
        self.confirmed.increment(by: confirmed)
        self.refused.increment(by: refused)
    }

    func observe(_ outbox: Outbox) async throws {
        age.set(try await outbox.oldestAge())
    }
}
