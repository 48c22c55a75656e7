import Testing

@testable import Forecast

@Suite struct ETSSelectionTests {
    private let months: [Double] = [
        4, 6, 5, 8, 9, 7, 12, 10, 9, 11, 6, 5, 7, 6, 8, 9, 12, 11, 13, 12, 10, 14, 9, 8, 8, 9, 11, 10, 14, 13, 15, 16,
        12,
        17, 11, 9,
    ]
    private let base: [Double] = [5, 7, 6, 9, 8, 12, 11, 10, 9, 13, 8, 6]

    private func additive(_ values: [Double]) throws -> ETSFit {
        let form = ETSForm(errors: .additive, trend: .additive, season: .additive)
        return try #require(ETSSelection.fit(form, to: values, period: 12))
    }

    /// Netflix/dispatch forecasts with statsmodels' additive Holt-Winters; its numbers on 36 months that vary.
    @Test func theAdditiveModelIsDispatchs() throws {
        let raw = [
            10.75, 11.4167, 12.4167, 13.4167, 16.0833, 14.75, 17.75, 17.0833, 14.75, 18.4167, 13.0833, 11.75,
        ]
        let fit = try additive(months)
        let squares = zip(months, fit.means).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        #expect(isNear(squares, 16.2917, within: 1e-4))
        for (ours, theirs) in zip(fit.forecast(12), raw) { #expect(isNear(ours, theirs, within: 1e-3)) }
    }

    /// Those that are explained without an error, too; it rounds up, also what is above a whole number by an error of
    /// rounding alone.
    @Test(arguments: [
        ([0.0, 6], [17.0, 19, 18, 21, 20, 24, 23, 22, 21, 25, 20, 18]),
        ([0.0, 3, 5], [13.0, 15, 14, 17, 16, 20, 19, 18, 17, 21, 16, 14]),
    ])
    func yearsThatGrowGoOn(steps: [Double], expected: [Double]) throws {
        let fit = try additive(steps.flatMap { step in base.map { $0 + step } })
        for (ours, theirs) in zip(fit.forecast(12), expected) {
            #expect(abs(max(0, (ours - 1e-6).rounded(.up)) - theirs) <= 1, "\(ours), \(theirs)")
        }
    }

    @Test func noFormIsLessLikelyThanOneThatItContains() {
        for values in [months, base + base, months.map { $0 - 4 }] {
            let fits = Dictionary(
                uniqueKeysWithValues: ETSSelection.fits(of: values, period: 12).map { ($0.form, $0.logLikelihood) })
            for (form, likelihood) in fits {
                for inner in [
                    ETSForm(errors: form.errors, trend: .none, season: form.season),
                    ETSForm(errors: form.errors, trend: form.trend, season: .none),
                ] {
                    #expect(likelihood >= (fits[inner] ?? -.infinity) - 1e-6, "\(form.name) \(inner.name)")
                }
            }
        }
    }

    @Test func zerosAllowNoRelativeErrors() {
        let fits = ETSSelection.fits(of: [0, 1, 2, 0, 1, 3, 0, 0, 1], period: 1)
        #expect(!fits.isEmpty)
        #expect(fits.allSatisfy { !$0.form.needsPositiveValues })
    }

    @Test func aModelWhoseAnswerGrowsIsNotAdmissible() {
        var parameters = ETSParameters(alpha: 0.9, level: 0)
        (parameters.beta, parameters.gamma) = (0.5, 0.9)
        #expect(!parameters.isAdmissible(period: 12, thoroughly: false))
        (parameters.beta, parameters.gamma) = (0, 0)
        #expect(parameters.isAdmissible(period: 12, thoroughly: true))
        parameters.alpha = 0
        #expect(parameters.isAdmissible(period: 12, thoroughly: true))
    }

    @Test func theCriterionIsTheTextbooks() throws {
        let form = ETSForm(errors: .additive, trend: .none, season: .none)
        let fit = try #require(ETSSelection.fit(form, to: months, period: 1))
        // α, the first level and the variance: 3 of 36 months.
        #expect(isNear(fit.aicc, -2 * fit.logLikelihood + 6 + 24.0 / 32, within: 1e-12))
    }

    @Test func derivativesAreThoseOfTheErrors() {
        let forms = ETSForm.candidates(seasonal: true, positive: true).flatMap { $0 }
        #expect(forms.count == 15)
        for form in forms {
            var recursion = ETSRecursion(form: form, period: 12, values: months)
            let start = ETSStarts(form: form, period: recursion.period, values: months).points(form)[1]
            let point = start.vector(of: form)
            let (_, jacobian) = recursion.linearise(at: point)
            for variable in point.indices {
                let step = 1e-6
                var (above, below) = (point, point)
                above[variable] += step
                below[variable] -= step
                let (high, low) = (recursion.linearise(at: above).residuals, recursion.linearise(at: below).residuals)
                for row in months.indices {
                    let slope = (high[row] - low[row]) / (2 * step)
                    let derived = jacobian[row * point.count + variable]
                    #expect(abs(slope - derived) < 1e-4 * (1 + abs(derived)), "\(form.name) \(variable) \(row)")
                }
            }
        }
    }
}
