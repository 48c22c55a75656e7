import Testing

@testable import Forecast

@Suite struct BackTestTests {
    private func history(_ values: [Double], period: Int = 1) -> History {
        History(values: values, exposures: values.map { _ in 1 }, kind: .counts, period: period)
    }

    @Test func foldsEndWithTheHistory() {
        let long = BackTest(count: 60, horizon: 12)
        #expect((long.folds, long.horizon) == (12, 10))
        let short = BackTest(count: 8, horizon: 12)
        #expect((short.folds, short.horizon) == (4, 1))
        #expect(BackTest(count: 3, horizon: 12).folds == 0)
        #expect(BackTest(count: 60, horizon: 1).horizon == 1)
    }

    @Test func noFoldSeesWhatComes() {
        var values = (0..<40).map { Double($0 % 7) }
        let before = BackTest(count: 40, horizon: 1).scores(history(values), seed: 1)
        values[39] = 1000
        let after = BackTest(count: 40, horizon: 1).scores(history(values), seed: 1)
        // Only the last fold's value changed: every model loses by it alone, whatever it knows by now.
        for (candidate, score) in after {
            let earlier = before[candidate]?.coverage95 ?? 0
            #expect(abs(earlier - score.coverage95) <= 1.0 / 12 + 1e-9)
        }
    }

    @Test func theScaleFallsBackAndIsMissedWhenFlat() {
        #expect(BackTest.scale(history([1, 2, 4], period: 1)) == 1.5)
        // The same year twice has no difference between years.
        #expect(BackTest.scale(history([1, 5, 1, 5], period: 2)) == 4)
        #expect(BackTest.scale(history([3, 3, 3])) == nil)
        #expect(BackTest.scale(history([3])) == nil)
    }

    @Test func scoresAreTheirFormulas() {
        let law = ForecastLaw(sorted: (1...100).map(Double.init))
        #expect(law.winkler(50, Levels.bounds80) == 80)
        #expect(isNear(law.winkler(95, Levels.bounds80), 80 + 2 / 0.2 * 5, within: 1e-12))
        #expect(law.covers(10, Levels.bounds80) && law.covers(90, Levels.bounds80) && !law.covers(91, Levels.bounds80))
        let certain = ForecastLaw(sorted: [7, 7, 7])
        #expect(certain.pinball(7) == 0)
        // Over all levels, the loss of a single value is its distance, by the mean of the levels.
        #expect(isNear(certain.pinball(9), 2 * 2 * 0.5, within: 1e-12))
    }

    @Test func theNaiveForecastMustWinClearly() {
        func score(_ pinball: Double) -> ModelScore {
            ModelScore(
                model: "m", mase: 1, pinball: pinball, winkler80: 1, winkler95: 1, coverage80: 1, coverage95: 1)
        }
        func choice(_ naive: Double, _ theta: Double, folds: Int = 12) -> Candidate {
            Choice(
                scores: [.naive: score(naive), .theta: score(theta)], folds: folds, candidates: [.naive, .theta]
            ).candidate
        }
        #expect(choice(1, 1.05) == .theta)
        #expect(choice(1, 1.2) == .naive)
        // Four folds tell nothing.
        #expect(choice(1, 1.2, folds: 4) == .constantRate)
        #expect(Choice(scores: [:], folds: 0, candidates: [.naive, .constantRate]).candidate == .constantRate)
    }
}
