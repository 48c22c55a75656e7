import CoreMetrics
import Synchronization

/// A number that goes up and down, as a scrape reads it.
final class GaugeSeries: MeterHandler, RecorderHandler, MetricSeries {
    private let value = Mutex<Double>(0)

    func set(_ new: Int64) { set(Double(new)) }

    func set(_ new: Double) {
        value.withLock { $0 = new }
    }

    func increment(by amount: Double) {
        value.withLock { $0 += amount }
    }

    func decrement(by amount: Double) {
        value.withLock { $0 -= amount }
    }

    func record(_ new: Int64) { set(Double(new)) }

    func record(_ new: Double) { set(new) }

    func lines(_ name: String, _ labels: [String: String]) -> [String] {
        ["\(name)\(prometheusLabels(labels)) \(value.withLock { $0 })"]
    }
}
