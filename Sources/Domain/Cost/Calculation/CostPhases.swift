/// When one phase of an incident turns into the next.
struct CostPhases: Sendable {
    /// The ends of all phases but the last, none before the one in front of it.
    let ends: [Int64]

    /// - Parameters:
    ///   - acknowledged: when somebody answered; `nil` when nobody has.
    ///   - stable: since when it is stable; `nil` while it is not.
    init(opened: Int64, acknowledged: Int64?, stable: Int64?) {
        let stable = max(opened, stable ?? .max)
        ends = [opened, min(max(opened, acknowledged ?? .max), stable), stable]
    }

    /// The place of the phase that a moment falls in.
    func index(at moment: Int64) -> Int { ends.firstIndex { moment < $0 } ?? ends.count }

    /// Adds the seconds of a span to those of each phase.
    func add(_ span: Range<Int64>, to seconds: inout [Int64]) {
        var from = span.lowerBound
        for (index, end) in ends.enumerated() where from < end {
            let until = min(end, span.upperBound)
            seconds[index] += until - from
            from = until
            if from == span.upperBound { return }
        }
        seconds[ends.count] += span.upperBound - from
    }

    /// So many seconds as there are phases.
    static let nothing = [Int64](repeating: 0, count: CostPhase.allCases.count)
}
