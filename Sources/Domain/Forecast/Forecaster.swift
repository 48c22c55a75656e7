/// Forecasts series: every model that the history allows competes in a back-test, and the one with the least quantile loss
/// there says what comes.
public struct Forecaster: Sendable {
    /// The periods ahead that may be asked for.
    public static let horizons = 1...366

    /// Periods ahead.
    public let horizon: Int
    /// What the simulated chances start from: the same seed gives the same numbers.
    public let seed: UInt64

    /// Simulated paths: their one-step quantiles are exact to a part of 2000.
    private static let paths = 2000

    /// - Parameters:
    ///   - horizon: periods ahead, of ``horizons``.
    ///   - seed: what the simulated chances start from.
    public init(horizon: Int, seed: UInt64 = 1) {
        self.horizon = min(Self.horizons.upperBound, max(Self.horizons.lowerBound, horizon))
        self.seed = seed
    }

    /// The forecast of a series.
    /// - Throws: ``SeriesError`` when the series has nothing to forecast from.
    public func forecast(_ series: Series) throws(SeriesError) -> Forecast {
        let history = series.history
        guard history.count > 0, history.exposures.allSatisfy({ $0 > 0 }) else { throw .empty(series.name, nil) }
        let test = BackTest(count: history.count, horizon: horizon)
        let scores = test.scores(history, seed: seed)
        let periods = series.periods(ahead: horizon)
        let future = FuturePeriods(exposures: periods.map(series.exposure), kind: series.kind)
        let draws = Draws(paths: Self.paths, horizon: horizon, seed: seed)
        let all = Candidate.all(history, future, draws)
        let choice = Choice(scores: scores, folds: test.folds, candidates: all.map(\.candidate))
        guard let best = all.first(where: { $0.candidate == choice.candidate }) else { throw .empty(series.name, nil) }
        let chosen = scores[choice.candidate]
        return Forecast(
            series: series, model: best.model.name,
            reason: choice.reason(folds: test.folds, count: series.values.count),
            points: periods.enumerated().map { step, period in
                ForecastPoint(
                    at: period.first, period: period.text,
                    value: ForecastValue(ForecastLaw(sorted: best.paths.sorted(step: step))))
            },
            total: ForecastValue(ForecastLaw(sorted: best.paths.sortedTotals())),
            folds: scores.isEmpty ? 0 : test.folds, foldHorizon: test.horizon,
            scores: scores.sorted { ($0.value.pinball, $0.key) < ($1.value.pinball, $1.key) }.map(\.value),
            chosen: chosen, naive: scores[.naive])
    }
}
