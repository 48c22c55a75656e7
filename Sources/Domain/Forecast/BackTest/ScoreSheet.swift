/// The scores of a model as folds add up.
struct ScoreSheet {
    private var model = ""
    private var count = 0.0
    private var scaled = 0.0
    private var scaledCount = 0.0
    private var pinball = 0.0
    private var winkler80 = 0.0
    private var winkler95 = 0.0
    private var inside80 = 0.0
    private var inside95 = 0.0

    /// - Parameter scale: the mean absolute error of the naive forecast inside the history; `nil` of a flat one.
    mutating func add(_ name: String, _ paths: Paths, _ actual: [Double], scale: Double?) {
        model = name
        for (step, value) in actual.enumerated() {
            let law = ForecastLaw(sorted: paths.sorted(step: step))
            if let scale {
                scaled += abs(value - law.quantile(0.5)) / scale
                scaledCount += 1
            }
            count += 1
            pinball += law.pinball(value)
            winkler80 += law.winkler(value, Levels.bounds80)
            winkler95 += law.winkler(value, Levels.bounds95)
            inside80 += law.covers(value, Levels.bounds80) ? 1 : 0
            inside95 += law.covers(value, Levels.bounds95) ? 1 : 0
        }
    }

    /// `nil` when nothing was forecast.
    var score: ModelScore? {
        guard count > 0 else { return nil }
        return ModelScore(
            model: model, mase: scaledCount > 0 ? scaled / scaledCount : nil, pinball: pinball / count,
            winkler80: winkler80 / count, winkler95: winkler95 / count, coverage80: inside80 / count,
            coverage95: inside95 / count)
    }
}
