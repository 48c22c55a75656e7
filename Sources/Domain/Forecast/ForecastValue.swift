/// A forecast number: whole ones of counts, none below zero. As likely as not the real one is above the median.
public struct ForecastValue: Sendable, Hashable {
    /// The expected value, which of counts need not be whole.
    public let mean: Double
    /// The median.
    public let median: Double
    /// Below lie 10 %.
    public let low80: Double
    /// Above lie 10 %.
    public let high80: Double
    /// Below lie 2.5 %.
    public let low95: Double
    /// Above lie 2.5 %.
    public let high95: Double

    init(_ law: ForecastLaw) {
        mean = law.mean
        median = law.quantile(0.5)
        low80 = law.quantile(Levels.bounds80.lower)
        high80 = law.quantile(Levels.bounds80.upper)
        low95 = law.quantile(Levels.bounds95.lower)
        high95 = law.quantile(Levels.bounds95.upper)
    }
}
