import Testing

@testable import Forecast

/// The definition is that of Hyndman et al. 2008, which statsforecast's has in common with R's; its searches end early with
/// many parameters, so that its own parameters are compared, and ours where both found the same.
@Suite struct ETSGoldenTests {
    private let numbers: PackageNumbers

    init() throws {
        numbers = try PackageNumbers.kept()
    }

    private var all: [(series: PackageNumbers.Numbers, theirs: PackageNumbers.Smoothing)] {
        numbers.series.flatMap { series in series.smoothing.map { (series, $0) } }
    }

    private func fixed(_ series: PackageNumbers.Numbers, _ theirs: PackageNumbers.Smoothing) -> ETSFit {
        var recursion = ETSRecursion(form: theirs.form, period: 12, values: series.values)
        let point = theirs.parameters.vector(of: theirs.form)
        return ETSFit(recursion, LeastSquares.Minimum(point: point, cost: recursion.cost(at: point)))
    }

    @Test func everyFormGivesTheNumbersOfThePackageForItsParameters() {
        #expect(all.count == 30)
        for (series, theirs) in all {
            let fit = fixed(series, theirs)
            let name = "\(series.name) \(theirs.form.name)"
            #expect(isNear(fit.logLikelihood, theirs.logLikelihood, within: 1e-6), "\(name)")
            #expect(isNear(fit.variance, theirs.variance, within: 1e-6), "\(name)")
            for (step, (ours, mean)) in zip(fit.forecast(12), theirs.mean).enumerated() {
                let further = ours + doubledStep(fit, step)
                #expect(isNear(further, mean, within: 1e-6), "\(name): \(further), \(mean)")
            }
        }
    }

    /// A damped trend of h steps is φ + φ² + … + φ^h; statsforecast 2.1.1, as R's ets, adds φ + φ + φ² + … + φ^(h − 1).
    private func doubledStep(_ fit: ETSFit, _ step: Int) -> Double {
        guard fit.form.trend == .damped else { return 0 }
        let phi = fit.parameters.phi
        let more = fit.state.slope * (phi - (0...step).reduce(1) { power, _ in power * phi })
        let place = (fit.means.count + step) % 12
        return fit.form.season == .multiplicative ? more * fit.state.season[place] : more
    }

    @Test func noFormIsLessLikelyThanThePackages() {
        for (series, theirs) in all {
            let fit = ETSSelection.fits(of: series.values, period: 12).first { $0.form == theirs.form }
            #expect(
                fit?.logLikelihood ?? -.infinity > theirs.logLikelihood - 0.01, "\(series.name) \(theirs.form.name)")
        }
    }

    @Test func whereBothFoundTheSameForecastsAreTheSame() {
        var compared = 0
        for (series, theirs) in all {
            guard let fit = ETSSelection.fit(theirs.form, to: series.values, period: 12),
                fit.logLikelihood < theirs.logLikelihood + 0.004
            else { continue }
            compared += 1
            for (ours, mean) in zip(fit.forecast(12), theirs.mean) {
                #expect(isNear(ours, mean, within: 0.01), "\(series.name) \(theirs.form.name): \(ours), \(mean)")
            }
        }
        #expect(compared >= 5)
    }

    /// Intervals come from paths, those of the package from formulas that take every law for a normal one. With relative errors
    /// and a season they hold for the first step alone: statsforecast 2.1.1 never goes on to the season of the next step where
    /// the season is multiplicative, and its variance is too small where it is additive.
    @Test func pathsSpreadAsTheFormulasSay() {
        let draws = Draws(paths: 20_000, horizon: 12, seed: 7)
        for (series, theirs) in all where series.name == "air" {
            let fit = fixed(series, theirs)
            let history = History(
                values: series.values, exposures: series.values.map { _ in 1 }, kind: .amounts, period: 12)
            let future = FuturePeriods(exposures: Array(repeating: 1, count: 12), kind: .amounts)
            let paths = SmoothingModel(fit, history).paths(future, draws)
            for step in [0, 2, 11] {
                let law = ForecastLaw(sorted: paths.sorted(step: step))
                let name = "\(theirs.form.name) \(step)"
                let isExact = theirs.form.errors == .additive || step == 0
                if isExact {
                    #expect(isNear(law.quantile(0.1), theirs.low80[step], within: 0.01), "\(name)")
                    #expect(isNear(law.quantile(0.9), theirs.high80[step], within: 0.01), "\(name)")
                    #expect(isNear(law.quantile(0.025), theirs.low95[step], within: 0.01), "\(name)")
                    #expect(isNear(law.quantile(0.975), theirs.high95[step], within: 0.01), "\(name)")
                } else if theirs.form.season == .none {
                    let squares = law.values.reduce(0) { $0 + ($1 - law.mean) * ($1 - law.mean) }
                    let deviation = (squares / Double(law.values.count)).squareRoot()
                    let expected = (theirs.high80[step] - theirs.low80[step]) / 2 / NormalLaw.quantile(0.9)
                    #expect(isNear(deviation, expected, within: 0.03), "\(name): \(deviation), \(expected)")
                    #expect(isNear(law.mean, theirs.mean[step], within: 0.01), "\(name)")
                }
            }
        }
    }
}
