import Testing

@testable import Forecast

@Suite struct LeastSquaresTests {
    /// Rosenbrock's valley.
    private struct Valley: Residuals {
        var count: Int { 2 }

        func cost(at point: [Double]) -> Double {
            let residuals = linearise(at: point).residuals
            return residuals[0] * residuals[0] + residuals[1] * residuals[1]
        }

        func linearise(at point: [Double]) -> (residuals: [Double], jacobian: [Double]) {
            ([10 * (point[1] - point[0] * point[0]), 1 - point[0]], [-20 * point[0], 10, -1, 0])
        }
    }

    private func minimum(_ lower: [Double], _ upper: [Double]) throws -> LeastSquares.Minimum {
        var valley = Valley()
        return try #require(LeastSquares.minimum(of: &valley, from: [-1.2, 0.5], lower: lower, upper: upper))
    }

    @Test func findsTheBottom() throws {
        let found = try minimum([-5, -5], [5, 5])
        #expect(abs(found.point[0] - 1) < 1e-4 && abs(found.point[1] - 1) < 1e-4)
    }

    @Test func staysBetweenTheBounds() throws {
        let found = try minimum([-5, -5], [0.5, 5])
        #expect(found.point[0] == 0.5)
        #expect(abs(found.point[1] - 0.25) < 1e-4)
    }

    @Test func aMatrixThatIsNotPositiveHasNoSolution() {
        #expect(Cholesky.solution([1, 2, 2, 1], [1, 1]) == nil)
        let solution = Cholesky.solution([4, 2, 2, 3], [8, 7]) ?? []
        #expect(zip(solution, [1.25, 1.5]).allSatisfy { abs($0 - $1) < 1e-12 } && solution.count == 2)
    }
}
