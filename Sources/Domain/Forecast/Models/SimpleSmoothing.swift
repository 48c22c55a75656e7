/// Simple exponential smoothing from the first value on.
struct SimpleSmoothing {
    let alpha: Double
    /// After the last value.
    let level: Double
    /// The sum of the squared errors of one step.
    let squares: Double
    /// What was expected of each value; of the first, itself.
    let means: [Double]

    init(_ values: [Double], alpha: Double) {
        var level = values.first ?? 0
        var squares = 0.0
        var means: [Double] = []
        means.reserveCapacity(values.count)
        for value in values {
            means.append(level)
            squares += (value - level) * (value - level)
            level += alpha * (value - level)
        }
        self.alpha = alpha
        self.level = level
        self.squares = squares
        self.means = means
    }

    /// The smoothing with the least squared errors: the best of a grid, made finer by golden sections.
    static func best(of values: [Double], between lower: Double, and upper: Double) -> SimpleSmoothing {
        let parts = 20
        let width = (upper - lower) / Double(parts)
        let grid = (0...parts).map { SimpleSmoothing(values, alpha: lower + Double($0) * width) }
        guard let best = grid.min(by: { $0.squares < $1.squares }) else { return SimpleSmoothing(values, alpha: lower) }
        var (from, to) = (max(lower, best.alpha - width), min(upper, best.alpha + width))
        let ratio = (5.0.squareRoot() - 1) / 2
        while to - from > 1e-7 {
            let left = SimpleSmoothing(values, alpha: to - ratio * (to - from))
            let right = SimpleSmoothing(values, alpha: from + ratio * (to - from))
            if left.squares < right.squares { to = right.alpha } else { from = left.alpha }
        }
        let middle = SimpleSmoothing(values, alpha: (from + to) / 2)
        return middle.squares < best.squares ? middle : best
    }
}
