import Glibc

/// The theta method (Assimakopoulos and Nikolopoulos 2000), which is simple exponential smoothing with half the slope of the
/// line through the series (Hyndman and Billah 2003), after a season that is significant was taken out by classical
/// decomposition; as statsmodels' `ThetaModel`, whose intervals are wider than those of the smoothing that it is
/// (its variance of h steps has 1 + (α − 1)² where that of the smoothing has α²).
struct ThetaModel: ForecastModel {
    let name = "theta"
    private let smoothing: SimpleSmoothing
    private let drift: Double
    private let count: Int
    private let season: ClassicalSeason?
    private let noise: Noise

    init(_ history: History) {
        let rates = history.rates
        count = rates.count
        let season = ClassicalSeason(rates, period: history.period)
        self.season = season
        let adjusted = rates.indices.map { season?.removed(from: rates[$0], at: $0) ?? rates[$0] }
        drift = Line(adjusted[...]).slope / 2
        let smoothing = SimpleSmoothing.best(of: adjusted, between: 0, and: 1)
        self.smoothing = smoothing
        // The errors of the method itself, with its drift.
        let (alpha, drift) = (smoothing.alpha, drift)
        let means = rates.indices.map { number in
            let mean = smoothing.means[number] + drift * Self.distance(number, 0, alpha)
            return season?.added(to: mean, at: number) ?? mean
        }
        if history.kind == .counts {
            let parameters = 3 + (season == nil ? 0 : history.period)
            noise = Noise.counts(
                history.values, zip(means, history.exposures).map { $0 * $1 }, parameters: parameters,
                leverage: Double(parameters) / Double(max(1, count)))
        } else {
            let squares = zip(rates, means).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            noise = Noise(scale: .constant(squares / Double(max(1, count - 3))), isAtLeastPoisson: false)
        }
    }

    /// How often the drift has been added to the level, so many periods after a start and steps after that.
    private static func distance(_ periods: Int, _ step: Int, _ alpha: Double) -> Double {
        alpha > 1e-6
            ? Double(step) + (1 - pow(1 - alpha, Double(periods))) / alpha : Double(step) + Double(periods)
    }

    func means(_ horizon: Int) -> [Double] {
        (0..<horizon).map { step in
            let mean = smoothing.level + drift * Self.distance(count, step, smoothing.alpha)
            return season?.added(to: mean, at: count + step) ?? mean
        }
    }

    func paths(_ future: FuturePeriods, _ draws: Draws) -> Paths {
        var paths = Paths(paths: draws.paths, horizon: future.horizon)
        let first = smoothing.level + drift * Self.distance(count, 0, smoothing.alpha)
        for path in 0..<draws.paths {
            var level = first
            for step in 0..<future.horizon {
                let mean = season?.added(to: level, at: count + step) ?? level
                let exposure = future.exposures[step]
                let value = noise.value(
                    mean: mean * exposure, share: draws.share(step: step + 1, path: path),
                    normal: draws.normal(step: step + 1, path: path), kind: future.kind)
                paths[step, path] = value
                let rate = season?.removed(from: value / exposure, at: count + step) ?? value / exposure
                level += smoothing.alpha * (rate - level) + drift
            }
        }
        return paths
    }
}
