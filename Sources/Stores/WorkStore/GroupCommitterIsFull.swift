/// More waits for a commit than may: the request is refused and nothing of it is done; it can be sent again in some seconds.
public struct GroupCommitterIsFull: Error, Sendable, Hashable {
    /// As ``GroupCommitter/submit(_:)`` throws it.
    public init() {}
}
