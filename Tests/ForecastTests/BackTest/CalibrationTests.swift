import Foundation
import Testing

@testable import Forecast

/// Counts of laws that are known: what is said to lie inside an interval does. `MUSTER_FORECAST_SERIES` is how many series
/// there are of each law.
@Suite struct CalibrationTests {
    private static let series =
        ProcessInfo.processInfo.environment["MUSTER_FORECAST_SERIES"].flatMap { Int($0) } ?? 100

    struct Law: Sendable, CustomTestStringConvertible {
        var mean: Double
        /// Of a count, by its mean.
        var dispersion: Double
        var length: Int

        var testDescription: String { "mean \(mean), dispersion \(dispersion), \(length) weeks" }

        func quantile(_ share: Double) -> Double {
            CountLaw.quantile(
                mean: mean, variance: mean * dispersion, share: share, normal: NormalLaw.quantile(share))
        }

        func count(_ generator: inout SeededGenerator) -> Double {
            quantile(Double.random(in: 1e-12..<1, using: &generator))
        }
    }

    private struct Tested {
        /// What of the law lies inside the intervals, on average.
        var inside80 = 0.0
        var inside95 = 0.0
        /// What of it lies inside its own.
        var own80 = 0.0
        var own95 = 0.0
        /// Randomised probability integral transforms, in ten parts.
        var parts = [Double](repeating: 0, count: 10)
    }

    private func tested(_ law: Law) throws -> Tested {
        var generator = SeededGenerator(seed: 20_261_129)
        var tested = Tested()
        let start = try #require(Day("2025-01-06"))
        let own = ForecastLaw(sorted: (0..<20_000).map { _ in law.count(&generator) }.sorted())
        for _ in 0..<Self.series {
            let values = (0..<law.length).map { _ in law.count(&generator) }
            let actual = law.count(&generator)
            let history = Series(name: "s", frequency: .week, start: start, values: values).history
            let said = ForecastLaw(sorted: try #require(best(history)).sorted(step: 0))
            tested.inside80 += own.share(said.quantile(0.1)...said.quantile(0.9)) / Double(Self.series)
            tested.inside95 += own.share(said.quantile(0.025)...said.quantile(0.975)) / Double(Self.series)
            let (below, upTo) = (said.share(below: actual), said.share(upTo: actual))
            let place = below + Double.random(in: 0..<1, using: &generator) * (upTo - below)
            tested.parts[min(9, Int(place * 10))] += 1
        }
        tested.own80 = own.share(law.quantile(0.1)...law.quantile(0.9))
        tested.own95 = own.share(law.quantile(0.025)...law.quantile(0.975))
        return tested
    }

    /// The paths of what the back-test chooses.
    private func best(_ history: History) -> Paths? {
        let test = BackTest(count: history.count, horizon: 1)
        let scores = test.scores(history, seed: 1)
        let future = FuturePeriods(exposures: [1], kind: .counts)
        let all = Candidate.all(history, future, Draws(paths: 1000, horizon: 1, seed: 1))
        let choice = Choice(
            scores: scores, folds: test.folds, candidates: all.map(\.candidate))
        return all.first { $0.candidate == choice.candidate }?.paths
    }

    @Test(arguments: [
        Law(mean: 1, dispersion: 1, length: 40), Law(mean: 0.4, dispersion: 1, length: 40),
        Law(mean: 6, dispersion: 1, length: 40), Law(mean: 6, dispersion: 2, length: 40),
        Law(mean: 3, dispersion: 1, length: 4),
    ])
    func intervalsHoldWhatTheySay(law: Law) throws {
        let tested = try tested(law)
        // Of four weeks the variance is not known: wider is honest.
        let margin = law.length < 10 ? 0.04 : 0.03
        #expect(abs(tested.inside80 - tested.own80) < margin, "80 %: \(tested.inside80) of \(tested.own80)")
        #expect(abs(tested.inside95 - tested.own95) < 0.03, "95 %: \(tested.inside95) of \(tested.own95)")
        // Pearson's chi-squared over ten parts: above 27.9 with a chance of 1 in 1000.
        let expected = Double(Self.series) / 10
        let distance = tested.parts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
        #expect(distance < 27.9, "\(tested.parts)")
    }
}

extension ForecastLaw {
    fileprivate func share(_ range: ClosedRange<Double>) -> Double {
        share(upTo: range.upperBound) - share(below: range.lowerBound)
    }

    fileprivate func share(upTo value: Double) -> Double {
        Double(values.count { $0 <= value }) / Double(values.count)
    }

    fileprivate func share(below value: Double) -> Double {
        Double(values.count { $0 < value }) / Double(values.count)
    }
}
