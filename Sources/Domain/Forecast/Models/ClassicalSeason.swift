/// The season of a series by classical decomposition: the means, for each place of the year, of what is left when the moving
/// average over a year is taken out. Multiplicative, or additive where values are not above zero.
struct ClassicalSeason: Sendable {
    private let places: [Double]
    private let isMultiplicative: Bool

    /// `nil` without a season: none is possible, or the autocorrelation at its lag is not significant at 10 %.
    init?(_ values: [Double], period: Int) {
        guard period > 1, values.count >= 2 * period, Self.isSignificant(values, period) else { return nil }
        if values.allSatisfy({ $0 > 0 }) {
            let places = Self.places(values, period, multiplicative: true)
            if places.allSatisfy({ $0 > 0 }) {
                (self.places, isMultiplicative) = (places, true)
                return
            }
        }
        (places, isMultiplicative) = (Self.places(values, period, multiplicative: false), false)
    }

    func removed(from value: Double, at number: Int) -> Double {
        isMultiplicative ? value / places[number % places.count] : value - places[number % places.count]
    }

    func added(to value: Double, at number: Int) -> Double {
        isMultiplicative ? value * places[number % places.count] : value + places[number % places.count]
    }

    private static func places(_ values: [Double], _ period: Int, multiplicative: Bool) -> [Double] {
        let half = period / 2
        var sums = [Double](repeating: 0, count: period)
        var counts = [Double](repeating: 0, count: period)
        for number in half..<max(half, values.count - half) {
            var trend = values[(number - half)...(number + half)].reduce(0, +)
            // Of an even period, both ends count half.
            if period % 2 == 0 { trend -= (values[number - half] + values[number + half]) / 2 }
            trend /= Double(period)
            sums[number % period] += multiplicative ? values[number] / trend : values[number] - trend
            counts[number % period] += 1
        }
        let means = zip(sums, counts).map { $0 / max(1, $1) }
        let average = means.reduce(0, +) / Double(period)
        return means.map { multiplicative ? $0 / average : $0 - average }
    }

    /// Whether the autocorrelation of the first differences at the season's lag stands out among those before it, as
    /// statsmodels tests it with `difference=True`; without, a trend alone passes for a season.
    private static func isSignificant(_ values: [Double], _ period: Int) -> Bool {
        let steps = zip(values.dropFirst(), values).map { $0 - $1 }
        let mean = steps.reduce(0, +) / Double(steps.count)
        let centred = steps.map { $0 - mean }
        let variance = centred.reduce(0) { $0 + $1 * $1 }
        guard variance > 0 else { return false }
        let correlations = (0...period).map { lag in
            zip(centred.dropFirst(lag), centred).reduce(0) { $0 + $1.0 * $1.1 } / variance
        }
        let before = correlations.dropLast().reduce(0) { $0 + $1 * $1 }
        let statistic = Double(steps.count) * correlations[period] * correlations[period] / before
        return statistic > 1.645 * 1.645
    }
}
