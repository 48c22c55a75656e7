import Testing

@testable import Forecast

@Suite struct ForecasterTests {
    private func forecast(_ values: [Double], _ frequency: Frequency = .month, horizon: Int = 6) throws -> Forecast {
        let series = Series(
            name: "s", frequency: frequency, start: try #require(Day("2021-01-01")), values: values)
        return try Forecaster(horizon: horizon).forecast(series)
    }

    private func expectCounts(_ forecast: Forecast) {
        for value in forecast.points.map(\.value) + [forecast.total] {
            let bounds = [value.low95, value.low80, value.median, value.high80, value.high95]
            #expect(bounds == bounds.sorted())
            #expect(bounds.allSatisfy { $0 >= 0 && $0 == $0.rounded() })
        }
    }

    /// Jeffreys' posterior after one week with three: scipy 1.17.1, `nbinom(3.5, 0.5)` is 1 to 7 and 0 to 10, and
    /// what is not known of the variance adds to it.
    @Test func answersFromTheFirstWeekOn() throws {
        let found = try forecast([3], .week)
        expectCounts(found)
        #expect(found.model == "constant rate")
        let value = try #require(found.points.first).value
        #expect(value.low80 <= 1 && (7...8).contains(value.high80) && (10...11).contains(value.high95))
        #expect(found.folds == 0 && found.chosen == nil && !found.beatsNaive)
    }

    @Test func nothingYetIsNotNothingForEver() throws {
        let value = try #require(try forecast([0, 0, 0], .week).points.first).value
        #expect(value.median == 0 && value.high95 >= 1)
        #expect(throws: SeriesError.empty("s", nil)) { try forecast([], .week) }
    }

    @Test func aQuietTimeIsNotForEver() throws {
        let found = try forecast([1, 2, 2, 0, 3, 0, 0, 0, 0, 0, 0], .week, horizon: 13)
        expectCounts(found)
        #expect(found.total.high95 >= 2, "\(found.model)")
    }

    @Test func theMoreIsKnownTheNarrowerItIs() throws {
        let widths = try [2, 6, 24].map { count in
            let value = try forecast(Array(repeating: 4, count: count), .week).total
            return value.high95 - value.low95
        }
        #expect(widths[0] > widths[1] && widths[1] > widths[2])
    }

    /// Packages say 0, or 10.75 and rising, or exactly 5.
    @Test func aSeriesThatNeverChangedMayChangeByChance() throws {
        let found = try forecast(Array(repeating: 5, count: 36), .week)
        expectCounts(found)
        for value in found.points.map(\.value) {
            #expect(abs(value.mean - 5) < 0.5)
            #expect((value.low80, value.high80) == (2, 8))
        }
        #expect(found.chosen?.mase == nil)
    }

    @Test func aSeasonIsSeen() throws {
        let year: [Double] = [30, 28, 31, 40, 44, 52, 60, 58, 49, 41, 33, 29]
        let found = try forecast((0..<5).flatMap { number in year.map { $0 + Double(number % 2) } }, horizon: 12)
        expectCounts(found)
        let means = found.points.map(\.value.mean)
        #expect(means[6] > 1.7 * means[0])
        // What was a year ago is hard to beat here, and is not beaten by half.
        #expect(found.scores.count >= 4)
    }

    @Test func sparseCountsHaveTheirModels() throws {
        let found = try forecast(
            [0, 0, 1, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 3, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1], .week)
        expectCounts(found)
        let models = found.scores.map(\.model)
        for model in ["Croston-SBA", "TSB", "ADIDA"] { #expect(models.contains(model)) }
        #expect(found.total.mean > 1 && found.total.mean < 5)
    }

    @Test func aTotalsBoundsAreNotTheSumsOfBounds() throws {
        let found = try forecast([7, 9, 8, 12, 6, 9, 10, 5, 8, 11, 9, 7, 8, 10, 6, 9, 9, 8, 12, 7], .week, horizon: 12)
        let (low, high) = found.points.reduce((0.0, 0.0)) { ($0.0 + $1.value.low80, $0.1 + $1.value.high80) }
        #expect(found.total.low80 > low && found.total.high80 < high)
        #expect(isNear(found.total.mean, found.points.reduce(0) { $0 + $1.value.mean }, within: 1e-9))
    }

    @Test func whatIsComputedTwiceIsEqual() throws {
        let values: [Double] = [7, 9, 8, 12, 6, 9, 10, 5, 8, 11, 9, 7]
        #expect(try forecast(values).json == forecast(values).json)
    }

    @Test func aLongerMonthHasMore() throws {
        let values = (0..<36).map { number in
            let days = Period(.month, of: Day(number: 18_628)).next(number).days
            return (Double(days) * (20 + Double((number * 7) % 5) - 2)).rounded()
        }
        let means = try forecast(values, horizon: 3).points.map(\.value.mean)
        // January, February and March of 2024, a leap year.
        #expect(isNear(means[1] / means[0], 29.0 / 31, within: 0.01))
        #expect(isNear(means[2] / means[0], 1, within: 0.01))
    }

    @Test func amountsAreNoCounts() throws {
        let series = Series(
            name: "cost", frequency: .week, kind: .amounts, start: try #require(Day("2021-01-04")),
            values: [1250.25, 1310.5, 990, 1104.75, 1203, 1422.5, 1187.25, 1265, 1099.5, 1340])
        let found = try Forecaster(horizon: 4).forecast(series)
        let value = try #require(found.points.first).value
        #expect(value.low80 != value.low80.rounded() || value.high80 != value.high80.rounded())
        #expect(value.low95 > 700 && value.high95 < 1800)
    }
}
