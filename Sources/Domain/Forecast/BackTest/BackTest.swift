/// What was known at several moments of the past, forecast from then, and compared with what came: rolling origins, each one
/// period after the other, all models at the same ones.
struct BackTest: Sendable {
    /// Moments of the past.
    let folds: Int
    /// Periods forecast at each.
    let horizon: Int

    /// Folds that are enough to tell models apart.
    private static let most = 12
    /// Simulated paths a fold: fewer than of the forecast, as the chances are spread evenly.
    static let paths = 400

    /// - Parameters:
    ///   - count: the periods of the history.
    ///   - horizon: the periods that are to be forecast.
    init(count: Int, horizon: Int) {
        let least = max(3, count / 2)
        self.horizon = min(horizon, max(1, count / 6))
        folds = min(Self.most, max(0, count - self.horizon - least + 1))
    }

    /// The scores of each candidate; those of one that a fold did not have are left out.
    func scores(_ history: History, seed: UInt64) -> [Candidate: ModelScore] {
        guard folds > 0 else { return [:] }
        let draws = Draws(paths: Self.paths, horizon: horizon, seed: seed)
        var sheets: [Candidate: ScoreSheet] = [:]
        var counts: [Candidate: Int] = [:]
        for fold in 0..<folds {
            let end = history.count - horizon - (folds - 1) + fold
            let known = history.prefix(end)
            let actual = Array(history.values[end..<(end + horizon)])
            let future = FuturePeriods(
                exposures: Array(history.exposures[end..<(end + horizon)]), kind: history.kind)
            let scale = Self.scale(known)
            for (candidate, model, paths) in Candidate.all(known, future, draws) {
                sheets[candidate, default: ScoreSheet()].add(model.name, paths, actual, scale: scale)
                counts[candidate, default: 0] += 1
            }
        }
        return sheets.filter { counts[$0.key] == folds }.compactMapValues(\.score)
    }

    /// The mean absolute difference of the seasonal naive forecast inside a history, or of the naive one where there is no
    /// season or it repeats itself; `nil` of a flat history.
    static func scale(_ history: History) -> Double? {
        for lag in [history.period, 1] where history.count > lag {
            let values = history.values
            let sum = (lag..<values.count).reduce(0) { $0 + abs(values[$1] - values[$1 - lag]) }
            if sum > 0 { return sum / Double(values.count - lag) }
        }
        return nil
    }
}
