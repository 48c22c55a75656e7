import Glibc

/// The equations of ETS models over a series, in their form of error correction: errors of one step, and what they change by
/// when parameters do.
///
/// With e the error, q = l + φb the level before the season: l' = q + αe, b' = φb + βe, s' = s + γe, where with a
/// multiplicative season e is divided by s for level and trend and by q for the season (Hyndman et al. 2008, tables 2.2 and
/// 2.3; both kinds of errors have the same equations when they are written with the error itself).
struct ETSRecursion: Residuals {
    let form: ETSForm
    let period: Int
    let values: [Double]
    var count: Int { values.count }
    /// The sum of the logarithms of the means of one step at the last point, which is what multiplicative errors add to the
    /// likelihood.
    private(set) var logarithms = 0.0

    private var state: ETSState
    /// Derivatives of level, trend and season by each variable.
    private var changes: ETSChanges

    init(form: ETSForm, period: Int, values: [Double]) {
        self.form = form
        self.period = form.season == .none ? 1 : period
        self.values = values
        state = ETSState(level: 0, slope: 0, season: [])
        changes = ETSChanges(form: form, period: self.period)
    }

    /// The squared errors; with multiplicative errors those relative to the mean, times the square of the means' geometric
    /// mean, so that a smaller cost always is a greater likelihood.
    mutating func cost(at point: [Double]) -> Double {
        let parameters = ETSParameters(point, of: form, period: period)
        guard parameters.isAdmissible(period: period, thoroughly: false) else { return .infinity }
        state = ETSState(parameters)
        let (alpha, beta, gamma, phi) = (parameters.alpha, parameters.beta, parameters.gamma, parameters.phi)
        let isRelative = form.errors == .multiplicative
        var sum = 0.0
        var product = 1.0
        logarithms = 0
        var place = 0
        for value in values {
            guard let mean = state.mean(place, phi, form.season), !form.needsPositiveValues || mean > 0 else {
                return .infinity
            }
            let error = value - mean
            if isRelative {
                sum += (error / mean) * (error / mean)
                product *= mean
                if product > 1e150 || product < 1e-150 {
                    logarithms += log(product)
                    product = 1
                }
            } else {
                sum += error * error
            }
            state.update(error, place, alpha, beta, gamma, phi, form.season)
            place = place + 1 == period ? 0 : place + 1
        }
        guard isRelative else { return sum }
        logarithms += log(product)
        return sum * exp(2 * logarithms / Double(values.count))
    }

    /// The state after the series, and its errors and means, at a point where the cost is finite.
    mutating func ran(at point: [Double]) -> (state: ETSState, means: [Double]) {
        let parameters = ETSParameters(point, of: form, period: period)
        state = ETSState(parameters)
        var means: [Double] = []
        means.reserveCapacity(values.count)
        for (number, value) in values.enumerated() {
            let place = number % period
            let mean = state.mean(place, parameters.phi, form.season) ?? 0
            means.append(mean)
            state.update(
                value - mean, place, parameters.alpha, parameters.beta, parameters.gamma, parameters.phi, form.season)
        }
        return (state, means)
    }

    mutating func linearise(at point: [Double]) -> (residuals: [Double], jacobian: [Double]) {
        let parameters = ETSParameters(point, of: form, period: period)
        state = ETSState(parameters)
        changes.start(parameters)
        let variables = point.count
        var residuals: [Double] = []
        residuals.reserveCapacity(values.count)
        var jacobian = [Double](repeating: 0, count: values.count * variables)
        var relative = [Double](repeating: 0, count: variables)
        logarithms = 0
        for (number, value) in values.enumerated() {
            let place = number % period
            guard let mean = state.mean(place, parameters.phi, form.season) else { break }
            let error = value - mean
            changes.advance(state, error, place, parameters)
            let row = number * variables
            if form.errors == .multiplicative {
                logarithms += log(mean)
                residuals.append(error / mean)
                for i in 0..<variables {
                    let change = changes.mean[i] / mean
                    relative[i] += change
                    jacobian[row + i] = -value / mean * change
                }
            } else {
                residuals.append(error)
                for i in 0..<variables { jacobian[row + i] = -changes.mean[i] }
            }
            state.update(
                error, place, parameters.alpha, parameters.beta, parameters.gamma, parameters.phi, form.season)
        }
        if form.errors == .multiplicative { scale(&residuals, &jacobian, relative) }
        return (residuals, jacobian)
    }

    /// Multiplies residuals by the geometric mean of the means, which depends on the point, too.
    private func scale(_ residuals: inout [Double], _ jacobian: inout [Double], _ relative: [Double]) {
        let variables = relative.count
        let count = Double(values.count)
        let scale = exp(logarithms / count)
        for row in residuals.indices {
            for i in 0..<variables {
                jacobian[row * variables + i] =
                    scale * (jacobian[row * variables + i] + residuals[row] * relative[i] / count)
            }
            residuals[row] *= scale
        }
    }
}
