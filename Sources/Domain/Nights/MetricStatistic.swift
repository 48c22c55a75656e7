/// What is told of lengths of time.
public enum MetricStatistic: String, Sendable, Hashable, CaseIterable {
    /// How many there were.
    case count
    /// Their mean.
    case mean
    /// Half of them were no longer.
    case median
    /// Nine of ten were no longer.
    case p90
}
