/// The linear system of a step of least squares: J'J and J'r.
struct NormalEquations {
    private let variables: Int
    private var matrix: [Double]
    private var gradient: [Double]

    init(_ residuals: [Double], _ jacobian: [Double], variables: Int) {
        self.variables = variables
        // Four columns at a time: this loop is where most of the time of a fit goes.
        let width = (variables + 3) / 4
        var sums = [SIMD4<Double>](repeating: .zero, count: variables * width)
        var packed = [SIMD4<Double>](repeating: .zero, count: width)
        gradient = Array(repeating: 0, count: variables)
        for row in residuals.indices {
            let start = row * variables
            for i in 0..<variables { packed[i / 4][i % 4] = jacobian[start + i] }
            for i in 0..<variables {
                let derivative = jacobian[start + i]
                gradient[i] += derivative * residuals[row]
                for j in 0...(i / 4) { sums[i * width + j] += derivative * packed[j] }
            }
        }
        matrix = Array(repeating: 0, count: variables * variables)
        for i in 0..<variables {
            for j in 0...i {
                let sum = sums[i * width + j / 4][j % 4]
                (matrix[i * variables + j], matrix[j * variables + i]) = (sum, sum)
            }
        }
    }

    /// The point that a damped step leads to, between the bounds: variables that the step would carry over a bound stop at
    /// it, and the step of the others is computed again.
    func step(from point: [Double], lower: [Double], upper: [Double], damping: Double) -> [Double]? {
        var next = point
        var free = (0..<variables).filter { i in
            !(point[i] <= lower[i] && gradient[i] > 0) && !(point[i] >= upper[i] && gradient[i] < 0)
        }
        while !free.isEmpty {
            guard let move = move(of: free, moved: zip(next, point).map { $0 - $1 }, damping: damping) else {
                return nil
            }
            var inside: [Int] = []
            for (place, i) in free.enumerated() {
                let target = point[i] + move[place]
                if target < lower[i] {
                    next[i] = lower[i]
                } else if target > upper[i] {
                    next[i] = upper[i]
                } else {
                    inside.append(i)
                }
            }
            guard inside.count < free.count else {
                for (place, i) in free.enumerated() { next[i] = point[i] + move[place] }
                return next
            }
            free = inside
        }
        return next == point ? nil : next
    }

    /// The moves of free variables, where the others have moved already.
    private func move(of free: [Int], moved: [Double], damping: Double) -> [Double]? {
        var reduced: [Double] = []
        reduced.reserveCapacity(free.count * free.count)
        var right: [Double] = []
        for i in free {
            var sum = -gradient[i]
            for j in 0..<variables where moved[j] != 0 { sum -= matrix[i * variables + j] * moved[j] }
            right.append(sum)
            for j in free {
                let entry = matrix[i * variables + j]
                reduced.append(i == j ? entry * (1 + damping) + 1e-12 : entry)
            }
        }
        return Cholesky.solution(reduced, right)
    }
}
