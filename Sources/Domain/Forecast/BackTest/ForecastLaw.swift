/// What paths say of one value: a period's or a total's.
struct ForecastLaw {
    /// In order.
    let values: [Double]
    let mean: Double

    init(sorted values: [Double]) {
        self.values = values
        mean = values.reduce(0, +) / Double(max(1, values.count))
    }

    func quantile(_ share: Double) -> Double { Order.quantile(share, ofSorted: values) }

    /// The quantile loss, which the law that is true makes least, over several quantiles.
    func pinball(_ actual: Double) -> Double {
        let sum = Levels.pinball.reduce(0) { sum, share in
            let distance = actual - quantile(share)
            return sum + max(share * distance, (share - 1) * distance)
        }
        return 2 * sum / Double(Levels.pinball.count)
    }

    /// The width of an interval, and a penalty for what lies outside of it (Winkler 1972).
    func winkler(_ actual: Double, _ bounds: (lower: Double, upper: Double)) -> Double {
        let (low, high) = (quantile(bounds.lower), quantile(bounds.upper))
        let outside = bounds.lower + 1 - bounds.upper
        return high - low + 2 / outside * (max(0, low - actual) + max(0, actual - high))
    }

    func covers(_ actual: Double, _ bounds: (lower: Double, upper: Double)) -> Bool {
        quantile(bounds.lower) <= actual && actual <= quantile(bounds.upper)
    }
}
