import JSON
import Testing

@testable import Forecast

@Suite struct PackageModelTests {
    private let numbers: PackageNumbers

    init() throws {
        numbers = try PackageNumbers.kept()
    }

    private func history(_ series: PackageNumbers.Numbers, _ kind: SeriesKind = .amounts) -> History {
        History(values: series.values, exposures: series.values.map { _ in 1 }, kind: kind, period: 12)
    }

    @Test func sparseCountsAreThoseOfStatsforecast() throws {
        for series in numbers.series {
            let history = history(series, .counts)
            for (model, key) in [
                (SparseCounts.crostonSBA(history), "croston_sba"), (SparseCounts.tsb(history), "tsb"),
                (SparseCounts.adida(history), "adida"),
            ] {
                let theirs = try #require(series.others[key]?.doubleValue)
                #expect(isNear(try #require(model).rate, theirs, within: 1e-6), "\(series.name) \(key)")
            }
        }
    }

    @Test func thetaIsThatOfStatsmodels() {
        for series in numbers.series {
            let theirs = series.others.numbers("theta")
            #expect(theirs.count == 12)
            for (ours, mean) in zip(ThetaModel(history(series)).means(12), theirs) {
                #expect(isNear(ours, mean, within: 0.01), "\(series.name): \(ours), \(mean)")
            }
        }
    }

    /// Its paths are those of the smoothing that it is: on average they go where its mean goes.
    @Test func pathsOfThetaAreThoseOfSmoothingWithDrift() throws {
        let series = try #require(numbers.named("sparse"))
        let model = ThetaModel(
            History(
                values: series.values.map { $0 + 100 }, exposures: series.values.map { _ in 1 }, kind: .amounts,
                period: 1))
        let future = FuturePeriods(exposures: Array(repeating: 1, count: 6), kind: .amounts)
        let paths = model.paths(future, Draws(paths: 4000, horizon: 6, seed: 1))
        for step in 0..<6 {
            let law = ForecastLaw(sorted: paths.sorted(step: step))
            #expect(abs(law.mean - model.means(6)[step]) < 0.03)
        }
    }

    @Test func theNaiveForecastIsThatOfStatsforecast() throws {
        let series = try #require(numbers.named("air"))
        let model = SeasonalNaive(history(series))
        #expect(model.means(13) == Array(series.values.suffix(12)) + [series.values[132]])
        let paths = model.paths(
            FuturePeriods(exposures: Array(repeating: 1, count: 12), kind: .amounts),
            Draws(paths: 4000, horizon: 12, seed: 1))
        for step in 0..<12 {
            let sorted = paths.sorted(step: step)
            let (low, high) = (Order.quantile(0.1, ofSorted: sorted), Order.quantile(0.975, ofSorted: sorted))
            #expect(isNear(low, series.others.numbers("naive_low80")[step], within: 0.01))
            #expect(isNear(high, series.others.numbers("naive_high95")[step], within: 0.01))
        }
    }

    @Test func aLongQuietRulesCrostonOutAndLowersTSB() throws {
        let busy = History(
            values: [1, 0, 2, 0, 1, 1, 0, 1, 0, 2, 1, 0], exposures: Array(repeating: 1, count: 12), kind: .counts,
            period: 1)
        let quiet = History(
            values: busy.values + Array(repeating: 0, count: 12), exposures: Array(repeating: 1, count: 24),
            kind: .counts, period: 1)
        #expect(SparseCounts.crostonSBA(busy) != nil)
        #expect(SparseCounts.crostonSBA(quiet) == nil)
        let (before, after) = (try #require(SparseCounts.tsb(busy)), try #require(SparseCounts.tsb(quiet)))
        #expect(after.rate < before.rate / 3)
    }
}
