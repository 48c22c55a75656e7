import CoreMetrics
import Synchronization

/// A number that only grows, as a scrape reads it.
final class CounterSeries: CounterHandler, MetricSeries {
    private let value = Atomic<Int64>(0)

    func increment(by amount: Int64) {
        value.wrappingAdd(amount, ordering: .relaxed)
    }

    func reset() {
        value.store(0, ordering: .relaxed)
    }

    func lines(_ name: String, _ labels: [String: String]) -> [String] {
        ["\(name)\(prometheusLabels(labels)) \(value.load(ordering: .relaxed))"]
    }
}
