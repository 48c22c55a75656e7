/// A fitted ETS model as a model of counts or amounts.
struct SmoothingModel: ForecastModel {
    let fit: ETSFit
    private let noise: Noise

    var name: String { fit.form.name }

    /// - Parameters:
    ///   - fit: to the rates.
    ///   - history: the series that the rates are of.
    init(_ fit: ETSFit, _ history: History) {
        self.fit = fit
        let parameters = fit.parameters.vector(of: fit.form).count
        let leverage = Double(parameters) / Double(max(1, history.count))
        let counts = Noise.counts(
            history.values, zip(fit.means, history.exposures).map { $0 * $1 }, parameters: parameters,
            leverage: leverage)
        switch (history.kind, fit.form.errors) {
        case (.counts, .additive): noise = counts
        case (.counts, .multiplicative):
            noise = Noise(
                scale: .square(fit.variance * (1 + leverage)), isAtLeastPoisson: counts.isAtLeastPoisson)
        case (.amounts, .additive): noise = Noise(scale: .constant(fit.variance), isAtLeastPoisson: false)
        case (.amounts, .multiplicative): noise = Noise(scale: .square(fit.variance), isAtLeastPoisson: false)
        }
    }

    func means(_ horizon: Int) -> [Double] { fit.forecast(horizon) }

    func paths(_ future: FuturePeriods, _ draws: Draws) -> Paths {
        var paths = Paths(paths: draws.paths, horizon: future.horizon)
        let period = max(1, fit.state.season.count)
        let (alpha, beta, gamma, phi) = (
            fit.parameters.alpha, fit.parameters.beta, fit.parameters.gamma, fit.parameters.phi
        )
        let form = fit.form
        let start = fit.means.count
        for path in 0..<draws.paths {
            var state = fit.state
            for step in 0..<future.horizon {
                let place = (start + step) % period
                if form.season == .multiplicative { state.keepPositive(place, phi) }
                guard let mean = state.mean(place, phi, form.season) else { break }
                let exposure = future.exposures[step]
                let value = noise.value(
                    mean: mean * exposure, share: draws.share(step: step + 1, path: path),
                    normal: draws.normal(step: step + 1, path: path), kind: future.kind)
                paths[step, path] = value
                state.update(value / exposure - mean, place, alpha, beta, gamma, phi, form.season)
            }
        }
        return paths
    }
}

extension ETSState {
    /// Keeps what a multiplicative season divides by above zero.
    @inline(__always)
    fileprivate mutating func keepPositive(_ place: Int, _ phi: Double) {
        let least = 1e-6
        if level + phi * slope < least { (level, slope) = (least, 0) }
        if !season.isEmpty, season[place] < least { season[place] = least }
    }
}
