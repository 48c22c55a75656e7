/// The fits of all ETS forms that a series allows, and the one with the least AICc.
enum ETSSelection {
    /// The fit with the least AICc; `nil` when none is admissible and has one.
    static func best(of fits: [ETSFit]) -> ETSFit? {
        fits.filter { $0.aicc.isFinite && $0.isAdmissible }.min { ($0.aicc, $0.form.name) < ($1.aicc, $1.form.name) }
    }

    /// One fit a form. The most likely parameters of a form start the search of those that contain it, so that none is less
    /// likely than a form inside it.
    static func fits(of values: [Double], period: Int) -> [ETSFit] {
        // Twice around the year, or the season is nothing but the errors.
        let seasonal = period > 1 && values.count >= 2 * period
        let candidates = ETSForm.candidates(seasonal: seasonal, positive: values.allSatisfy { $0 > 0 })
        var found: [ETSForm: ETSFit] = [:]
        var all: [ETSFit] = []
        for forms in candidates {
            for form in forms {
                let inner = inside(form).compactMap { found[$0]?.parameters }
                guard let fit = fit(form, to: values, period: period, from: inner) else { continue }
                found[form] = fit
                all.append(fit)
            }
        }
        return all
    }

    /// The most likely parameters of a form; `nil` where it has more parameters than there are periods.
    /// - Parameter inner: the parameters of forms that it contains.
    static func fit(_ form: ETSForm, to values: [Double], period: Int, from inner: [ETSParameters] = []) -> ETSFit? {
        var recursion = ETSRecursion(form: form, period: period, values: values)
        let starts = ETSStarts(form: form, period: recursion.period, values: values).points(form) + inner
        var best: LeastSquares.Minimum?
        for start in starts {
            let vector = widened(start, to: form, recursion.period).vector(of: form)
            guard vector.count + 2 < values.count else { return nil }
            let (lower, upper) = ETSParameters.bounds(of: form, count: vector.count)
            let minimum = LeastSquares.minimum(of: &recursion, from: vector, lower: lower, upper: upper)
            if let minimum, minimum.cost < best?.cost ?? .infinity { best = minimum }
        }
        return best.map { ETSFit(recursion, $0) }
    }

    /// The forms that a form contains and that come before it: without its trend, and without its season.
    private static func inside(_ form: ETSForm) -> [ETSForm] {
        var forms: [ETSForm] = []
        if form.trend != .none { forms.append(ETSForm(errors: form.errors, trend: .none, season: form.season)) }
        if form.trend == .damped { forms.append(ETSForm(errors: form.errors, trend: .additive, season: form.season)) }
        if form.season != .none { forms.append(ETSForm(errors: form.errors, trend: form.trend, season: .none)) }
        return forms
    }

    /// Parameters of a form inside another, as parameters of that one: they give the same means.
    private static func widened(_ parameters: ETSParameters, to form: ETSForm, _ period: Int) -> ETSParameters {
        var wide = parameters
        if form.season != .none, wide.season.isEmpty {
            wide.season = Array(repeating: form.season == .additive ? 0 : 1, count: period)
        }
        if form.trend == .damped { wide.phi = min(wide.phi, ETSParameters.phis.upperBound) }
        return wide
    }
}
