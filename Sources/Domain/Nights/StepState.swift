/// What became of a step.
public enum StepState: String, Sendable, Hashable, CaseIterable {
    /// Its turn has not come.
    case waiting
    /// Somebody is at it.
    case running
    /// What it computes is there.
    case done
    /// It ended without that.
    case failed
    /// There was nothing for it to do.
    case skipped

    /// Whether nobody needs to come back to it.
    public var isEnd: Bool { self == .done || self == .skipped }
}
