/// What comes after a series, how that was found, and how it would have done in the past.
public struct Forecast: Sendable {
    /// The series.
    public let series: Series
    /// The model that was chosen.
    public let model: String
    /// Why, in a sentence.
    public let reason: String
    /// The periods after the last whole one.
    public let points: [ForecastPoint]
    /// All of them together, from summed paths.
    public let total: ForecastValue
    /// How often the past was forecast; 0 where the history is too short for that.
    public let folds: Int
    /// Periods forecast each time.
    public let foldHorizon: Int
    /// Every model's scores, the chosen one's first.
    public let scores: [ModelScore]
    /// The scores of the model that was chosen.
    public let chosen: ModelScore?
    /// The scores of the naive forecast.
    public let naive: ModelScore?

    /// Whether the model that was chosen did better than the naive forecast.
    public var beatsNaive: Bool {
        guard let chosen, let naive, chosen.model != naive.model else { return false }
        guard let mase = chosen.mase, let naiveMASE = naive.mase else { return chosen.pinball < naive.pinball }
        return mase < naiveMASE && chosen.pinball < naive.pinball
    }
}
