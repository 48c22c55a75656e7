/// Simulated continuations of a series, equally likely.
struct Paths: Sendable {
    let paths: Int
    let horizon: Int
    /// All paths of the first step, then all of the second ….
    private(set) var values: [Double]

    init(paths: Int, horizon: Int) {
        self.paths = paths
        self.horizon = horizon
        values = Array(repeating: 0, count: paths * horizon)
    }

    subscript(step: Int, path: Int) -> Double {
        get { values[step * paths + path] }
        set { values[step * paths + path] = newValue }
    }

    /// The values of a step, in order.
    func sorted(step: Int) -> [Double] { values[(step * paths)..<((step + 1) * paths)].sorted() }

    /// The sums of whole paths, in order: the bounds of a total are those of its sums, and not the sums of bounds, which are
    /// too wide.
    func sortedTotals() -> [Double] {
        var totals = [Double](repeating: 0, count: paths)
        for step in 0..<horizon { for path in 0..<paths { totals[path] += values[step * paths + path] } }
        return totals.sorted()
    }

    /// The medians of paths that met the same chances.
    static func median(of all: [Paths]) -> Paths? {
        guard let first = all.first else { return nil }
        var median = first
        var column = [Double](repeating: 0, count: all.count)
        for place in first.values.indices {
            for number in all.indices { column[number] = all[number].values[place] }
            // An even number of whole values has two in the middle; the lower one stays whole.
            column.sort()
            median.values[place] = column[(column.count - 1) / 2]
        }
        return median
    }
}
