import Pacing
import Synchronization

/// A distribution of durations, in buckets from 1 ms to 60 s.
public final class Histogram: MetricValue {
    static let bounds: [Double] = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
    ]

    private struct State {
        var buckets = [Int](repeating: 0, count: Histogram.bounds.count)
        var count = 0
        var sum = 0.0
    }

    private let state = Mutex(State())

    /// Counts a duration in seconds, `times` times.
    public func observe(_ seconds: Double, times: Int = 1) {
        state.withLock { state in
            if let index = Self.bounds.firstIndex(where: { seconds <= $0 }) { state.buckets[index] += times }
            state.count += times
            state.sum += seconds * Double(times)
        }
    }

    public func observe(_ duration: Duration, times: Int = 1) {
        observe(duration.seconds, times: times)
    }

    func lines(_ name: String, _ labels: [String: String]) -> [String] {
        let state = state.withLock { $0 }
        var lines: [String] = []
        var cumulative = 0
        for (bound, count) in zip(Self.bounds, state.buckets) {
            cumulative += count
            lines.append("\(name)_bucket\(prometheusLabels(labels.merging(["le": "\(bound)"]) { $1 })) \(cumulative)")
        }
        lines.append("\(name)_bucket\(prometheusLabels(labels.merging(["le": "+Inf"]) { $1 })) \(state.count)")
        lines.append("\(name)_sum\(prometheusLabels(labels)) \(state.sum)")
        lines.append("\(name)_count\(prometheusLabels(labels)) \(state.count)")
        return lines
    }
}
