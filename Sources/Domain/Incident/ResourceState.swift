/// How far a resource is.
public enum ResourceState: String, Sendable, CaseIterable {
    /// Planned, or being made.
    case pending
    /// There.
    case created
    /// Given up after all retries; a dead letter waits to be replayed.
    case failed
}
