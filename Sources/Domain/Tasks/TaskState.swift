/// Where a task stands.
public enum TaskState: String, Sendable, Hashable, CaseIterable {
    /// Somebody has to do it.
    case open
    /// It was done.
    case resolved
    /// It need not be done any more.
    case dropped

    /// Whether it may become the other at once: what is over is opened again before it ends in another way.
    public func mayBecome(_ other: TaskState) -> Bool {
        self == other || self == .open || other == .open
    }
}
