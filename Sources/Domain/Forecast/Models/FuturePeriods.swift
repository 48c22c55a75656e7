/// The periods that are forecast.
struct FuturePeriods: Sendable {
    /// How long each is, in ordinary periods.
    var exposures: [Double]
    /// What is counted.
    var kind: SeriesKind

    var horizon: Int { exposures.count }
}
