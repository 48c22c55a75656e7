import Synchronization

/// A number that goes up and down.
public final class Gauge: MetricValue {
    private let value = Mutex<Double>(0)

    public func set(_ new: Double) {
        value.withLock { $0 = new }
    }

    public func add(_ amount: Double) {
        value.withLock { $0 += amount }
    }

    func lines(_ name: String, _ labels: [String: String]) -> [String] {
        ["\(name)\(prometheusLabels(labels)) \(value.withLock { $0 })"]
    }
}
