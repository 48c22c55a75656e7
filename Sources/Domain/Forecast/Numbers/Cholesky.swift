/// Solves the symmetric positive definite system of a matrix in rows.
enum Cholesky {
    /// The solution; `nil` when the matrix is not positive definite.
    static func solution(_ matrix: [Double], _ right: [Double]) -> [Double]? {
        let count = right.count
        var factor = matrix
        for row in 0..<count {
            for column in 0...row {
                var sum = factor[row * count + column]
                for k in 0..<column { sum -= factor[row * count + k] * factor[column * count + k] }
                if row == column {
                    guard sum > 0 else { return nil }
                    factor[row * count + row] = sum.squareRoot()
                } else {
                    factor[row * count + column] = sum / factor[column * count + column]
                }
            }
        }
        var solution = right
        for row in 0..<count {
            for k in 0..<row { solution[row] -= factor[row * count + k] * solution[k] }
            solution[row] /= factor[row * count + row]
        }
        for row in stride(from: count - 1, through: 0, by: -1) {
            for k in (row + 1)..<max(count, row + 1) { solution[row] -= factor[k * count + row] * solution[k] }
            solution[row] /= factor[row * count + row]
        }
        return solution
    }
}
