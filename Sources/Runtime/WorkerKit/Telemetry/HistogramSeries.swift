import CoreMetrics
import Synchronization

/// A distribution, in buckets that fit durations in seconds from 1 ms to 60 s, as a scrape reads it.
final class HistogramSeries: TimerHandler, RecorderHandler, MetricSeries {
    static let bounds: [Double] = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
    ]

    private struct State {
        var buckets = [Int](repeating: 0, count: HistogramSeries.bounds.count)
        var count = 0
        var sum = 0.0
    }

    private let state = Mutex(State())

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        state.withLock { state in
            if let index = Self.bounds.firstIndex(where: { value <= $0 }) { state.buckets[index] += 1 }
            state.count += 1
            state.sum += value
        }
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
