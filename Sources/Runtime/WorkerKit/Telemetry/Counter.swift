import Synchronization

/// A number that only grows.
public final class Counter: MetricValue {
    private let value = Atomic<Int>(0)

    public func increment(by amount: Int = 1) {
        value.wrappingAdd(amount, ordering: .relaxed)
    }

    /// The number now.
    public var count: Int { value.load(ordering: .relaxed) }

    func lines(_ name: String, _ labels: [String: String]) -> [String] {
        ["\(name)\(prometheusLabels(labels)) \(count)"]
    }
}
