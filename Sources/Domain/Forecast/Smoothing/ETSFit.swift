import Glibc

/// An ETS model with the parameters that are most likely for a series.
struct ETSFit: Sendable {
    let form: ETSForm
    let parameters: ETSParameters
    /// The state after the last period.
    let state: ETSState
    /// The means of one step of each period.
    let means: [Double]
    /// The variance of the errors (relative ones, where they are multiplicative): their squares over n − k − 1, where k
    /// counts the variance, as statsforecast does; FPP3 (section 5.5) divides by two more.
    let variance: Double
    /// The natural logarithm of the likelihood, with all constants.
    let logLikelihood: Double
    /// The corrected criterion of Akaike; the number of parameters counts the variance. Infinite where there are too few
    /// periods for it.
    let aicc: Double

    /// - Parameters:
    ///   - recursion: the form and the series.
    ///   - minimum: where the likelihood is greatest.
    init(_ recursion: ETSRecursion, _ minimum: LeastSquares.Minimum) {
        var recursion = recursion
        let form = recursion.form
        let values = recursion.values
        let count = Double(values.count)
        let k = Double(minimum.point.count + 1)
        parameters = ETSParameters(minimum.point, of: form, period: recursion.period)
        (state, means) = recursion.ran(at: minimum.point)
        self.form = form
        let errors = zip(values, means).map { form.errors == .additive ? $0 - $1 : $0 / $1 - 1 }
        let squares = errors.reduce(0) { $0 + $1 * $1 }
        variance = squares / max(1, count - k - 1)
        // A series that is explained without any error would be infinitely likely.
        let floor = 1e-12 * (values.reduce(0) { $0 + $1 * $1 } + 1e-12)
        logLikelihood = -count / 2 * (log(2 * .pi * max(minimum.cost, floor) / count) + 1)
        aicc = count - k - 1 > 0 ? -2 * logLikelihood + 2 * k + 2 * k * (k + 1) / (count - k - 1) : .infinity
    }

    /// Whether the answer to an error stays bounded; see ``ETSParameters/isAdmissible(period:thoroughly:)``.
    var isAdmissible: Bool { parameters.isAdmissible(period: max(1, state.season.count), thoroughly: true) }

    /// The means of the periods after the last.
    func forecast(_ horizon: Int) -> [Double] {
        var state = state
        return (0..<horizon).map { step in
            let place = state.season.isEmpty ? 0 : (means.count + step) % state.season.count
            let mean = state.mean(place, parameters.phi, form.season) ?? 0
            state.update(0, place, 0, 0, 0, parameters.phi, form.season)
            return mean
        }
    }
}
