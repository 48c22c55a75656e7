import Testing

@testable import Forecast

@Suite struct CountLawTests {
    private func quantile(_ mean: Double, _ variance: Double, _ share: Double) -> Double {
        CountLaw.quantile(mean: mean, variance: variance, share: share, normal: NormalLaw.quantile(share))
    }

    /// scipy 1.17.1: `poisson(mean).ppf(share)`.
    @Test(arguments: [
        (0.3, 0.9, 1.0), (1, 0.1, 0), (1, 0.9, 2), (1, 0.975, 3), (8, 0.1, 5), (8, 0.5, 8), (8, 0.975, 14),
        (60, 0.025, 45), (60, 0.9, 70), (400, 0.025, 361), (400, 0.975, 440),
    ])
    func poisson(mean: Double, share: Double, expected: Double) {
        #expect(quantile(mean, mean, share) == expected)
    }

    /// scipy 1.17.1: `nbinom(mean² / (variance − mean), mean / variance).ppf(share)`.
    @Test(arguments: [
        (1.0, 2.0, 0.9, 3.0), (8, 16, 0.1, 3), (8, 16, 0.975, 17), (5, 55, 0.5, 2), (5, 55, 0.975, 26),
        (200, 600, 0.025, 154), (200, 600, 0.975, 250),
    ])
    func negativeBinomial(mean: Double, variance: Double, share: Double, expected: Double) {
        #expect(quantile(mean, variance, share) == expected)
    }

    @Test func whatVariesLessIsTheNearestWholeNumber() {
        #expect(quantile(100, 4, 0.975) == 104)
        #expect(quantile(0.5, 0.01, 0.01) == 0)
    }

    @Test func normalQuantilesAreRight() {
        for (share, expected) in [(0.025, -1.959963984540054), (0.9, 1.2815515655446004), (0.001, -3.090232306167813)] {
            #expect(abs(NormalLaw.quantile(share) - expected) < 1e-8)
        }
    }
}
