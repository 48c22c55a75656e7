/// What ``LeastSquares`` makes small: the sum of squares of residuals that depend on a point.
protocol Residuals {
    /// How many there are.
    var count: Int { get }
    /// The sum of squares at a point; infinite where the residuals are not defined.
    mutating func cost(at point: [Double]) -> Double
    /// Residuals and their derivatives at a point where they are defined: a row a residual.
    mutating func linearise(at point: [Double]) -> (residuals: [Double], jacobian: [Double])
}

/// Least squares between bounds by Levenberg and Marquardt's method with an active set: the same point from the same start,
/// always, and never one that is worse than the start.
enum LeastSquares {
    /// Steps after which a search ends wherever it is.
    private static let limit = 60

    struct Minimum {
        var point: [Double]
        var cost: Double
    }

    static func minimum<R: Residuals>(
        of residuals: inout R, from start: [Double], lower: [Double], upper: [Double]
    ) -> Minimum? {
        var best = Minimum(point: clamped(start, lower, upper), cost: 0)
        best.cost = residuals.cost(at: best.point)
        guard best.cost.isFinite else { return nil }
        var damping = 1e-3
        var small = 0
        for _ in 0..<limit where best.cost > 0 && small < 2 {
            let (values, jacobian) = residuals.linearise(at: best.point)
            let normal = NormalEquations(values, jacobian, variables: start.count)
            guard
                let next = step(
                    from: best, normal, lower: lower, upper: upper, damping: &damping, { residuals.cost(at: $0) })
            else { break }
            small = best.cost - next.cost < 1e-8 * best.cost ? small + 1 : 0
            best = next
        }
        return best
    }

    /// The first point with a smaller cost, with more and more damping.
    private static func step(
        from best: Minimum, _ normal: NormalEquations, lower: [Double], upper: [Double], damping: inout Double,
        _ cost: ([Double]) -> Double
    ) -> Minimum? {
        for _ in 0..<14 {
            let point = normal.step(from: best.point, lower: lower, upper: upper, damping: damping)
            if let point {
                let value = cost(point)
                if value < best.cost {
                    damping = max(damping / 8, 1e-9)
                    return Minimum(point: point, cost: value)
                }
            }
            damping *= 5
        }
        return nil
    }

    private static func clamped(_ point: [Double], _ lower: [Double], _ upper: [Double]) -> [Double] {
        point.indices.map { min(max(point[$0], lower[$0]), upper[$0]) }
    }
}
