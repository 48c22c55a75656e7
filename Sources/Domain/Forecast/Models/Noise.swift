/// How values vary around what was expected of them.
struct Noise: Sendable {
    /// The variance by the mean.
    enum Scale: Sendable {
        /// A variance of its own, whatever the mean.
        case constant(Double)
        /// So many times the mean: counts.
        case mean(Double)
        /// So many times the squared mean: relative errors.
        case square(Double)
    }

    var scale: Scale
    /// Whether counts vary at least as Poisson's law does.
    var isAtLeastPoisson: Bool
    /// The least mean: what never happened lately may still happen.
    var least = 0.0

    /// The value at a chance.
    func value(mean: Double, share: Double, normal: Double, kind: SeriesKind) -> Double {
        let mean = max(least, mean)
        let variance: Double
        switch scale {
        case .constant(let value): variance = value
        case .mean(let factor): variance = factor * mean
        case .square(let factor): variance = factor * mean * mean
        }
        guard kind == .counts else { return max(0, mean + variance.squareRoot() * normal) }
        if case .constant = scale { return max(0, (mean + variance.squareRoot() * normal).rounded()) }
        return CountLaw.quantile(
            mean: mean, variance: isAtLeastPoisson ? max(variance, mean) : variance, share: share, normal: normal)
    }

    /// The variance of counts in units of their mean (Pearson's dispersion), from values and what was expected of them.
    ///
    /// A series that never varies is taken for one of Poisson's law: that it did not vary yet says little. One that varies
    /// far less than that law would, with a chance under 1 in 700, is believed.
    /// - Parameters:
    ///   - parameters: of the means, which are estimated from the same values.
    ///   - leverage: what not knowing the parameters adds to the variance of a forecast, in units of the noise: of least
    ///     squares, on average parameters by values. 0 where paths draw the parameters themselves.
    static func counts(
        _ values: [Double], _ means: [Double], parameters: Int, leverage: Double
    ) -> Noise {
        let average = values.reduce(0, +) / Double(max(1, values.count))
        let floor = 0.05 * average + 1e-9
        let freedom = Double(max(1, values.count - parameters))
        let sum = zip(values, means).reduce(0) { sum, pair in
            sum + (pair.0 - pair.1) * (pair.0 - pair.1) / max(pair.1, floor)
        }
        let dispersion = sum / freedom
        let isSteady = dispersion > 1e-9 && dispersion < 1 - 3 * (2 / freedom).squareRoot()
        // Half an event in all of the time, as Jeffreys' prior has it.
        return Noise(
            scale: .mean((isSteady ? dispersion : max(1, dispersion)) * (1 + leverage)), isAtLeastPoisson: !isSteady,
            least: 0.5 / Double(max(1, values.count)))
    }
}
