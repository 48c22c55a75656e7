/// What was a year (of days, a week) ago comes again; until there was one, what was last. It is what every other model has to
/// beat, so that it is not told how long months are. Equal to statsforecast's `SeasonalNaive`, whose variance also is the mean
/// square of the differences.
struct SeasonalNaive: ForecastModel {
    let name: String
    private let last: [Double]
    private let variance: Double

    init(_ history: History) {
        let values = history.values
        let lag = values.count > history.period ? history.period : 1
        name = lag > 1 ? "seasonal naive" : "naive"
        last = Array(values.suffix(lag))
        let differences = (lag..<max(lag, values.count)).map { values[$0] - values[$0 - lag] }
        let squares = differences.reduce(0) { $0 + $1 * $1 } / Double(max(1, differences.count))
        let mean = values.reduce(0, +) / Double(max(1, values.count))
        // What never changed yet may change by chance.
        variance = squares > 0 || history.kind == .amounts ? squares : max(mean, 1 / Double(max(1, values.count)))
    }

    func means(_ horizon: Int) -> [Double] { (0..<horizon).map { last[$0 % last.count] } }

    func paths(_ future: FuturePeriods, _ draws: Draws) -> Paths {
        var paths = Paths(paths: draws.paths, horizon: future.horizon)
        let deviation = variance.squareRoot()
        for step in 0..<future.horizon {
            for path in 0..<draws.paths {
                // Each time around, the differences add up.
                let before = step < last.count ? last[step] : paths[step - last.count, path]
                let value = max(0, before + deviation * draws.normal(step: step + 1, path: path))
                paths[step, path] = future.kind == .counts ? value.rounded() : value
            }
        }
        return paths
    }
}
