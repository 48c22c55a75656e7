import Glibc

/// A rate that stays as it is, known as well as so many periods can tell: what models of sparse counts come to.
struct LevelModel: ForecastModel {
    let name: String
    /// Of an ordinary period.
    let rate: Double
    /// The ordinary periods that the rate rests on.
    let evidence: Double
    let noise: Noise

    func means(_ horizon: Int) -> [Double] { Array(repeating: rate, count: horizon) }

    /// The rate of a path is drawn from the gamma law that so much evidence leaves (for counts of Poisson's law, the
    /// posterior one of Jeffreys' prior), and its counts around it.
    func paths(_ future: FuturePeriods, _ draws: Draws) -> Paths {
        var paths = Paths(paths: draws.paths, horizon: future.horizon)
        var (dispersion, spread) = (1.0, 0.0)
        switch noise.scale {
        case .mean(let factor): dispersion = max(factor, 1e-3)
        case .square(let factor): spread = factor
        case .constant(let variance): spread = rate > 0 ? variance / (rate * rate) : 0
        }
        let shape = spread > 0 ? evidence / spread : (rate * evidence) / dispersion
        for path in 0..<draws.paths {
            let drawn = rate * Self.gamma(shape: max(shape, 1e-3), normal: draws.normal(step: 0, path: path))
            for step in 0..<future.horizon {
                paths[step, path] = noise.value(
                    mean: drawn * future.exposures[step], share: draws.share(step: step + 1, path: path),
                    normal: draws.normal(step: step + 1, path: path), kind: future.kind)
            }
        }
        return paths
    }

    /// The quantile of a gamma law of mean 1 (Wilson and Hilferty 1931).
    static func gamma(shape: Double, normal: Double) -> Double {
        let root = 1 - 1 / (9 * shape) + normal / (3 * shape.squareRoot())
        return root > 0 ? root * root * root : 0
    }
}
