internal import IOThread

extension IOThread.Turn {
    /// Makes the next turn come at `other` at the latest.
    mutating func limit(_ other: ContinuousClock.Instant?) {
        guard let other else { return }
        deadline = deadline.map { min($0, other) } ?? other
    }
}
