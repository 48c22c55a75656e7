public import IncidentStore

/// A short way to an endpoint for its plain requests: small, whole, with a key that is known. They are answered on the
/// connection's event loop, without a task of their own, when what they wait for calls back.
///
/// A lane only takes. What it does not want (another header, a query, a body that cannot be read, a key that must be looked
/// up) goes to the endpoint at the same address as if there were no lane; so do refusals, which are worded there.
public struct Lane: Sendable {
    /// Gives the answer, once, from any thread.
    public typealias Answering = @Sendable (Result<LaneAnswer, any Error>) -> Void

    /// The address of the endpoint, without a query.
    public let path: String
    /// What the caller's key must allow.
    public let scope: Scope
    let take: @Sendable (LaneRequest, @escaping Answering) -> Bool

    /// - Parameters:
    ///   - path: of an endpoint for `POST` with a body of JSON.
    ///   - scope: as the endpoint's.
    ///   - take: takes a request and answers it later, or returns `false` and leaves it to the endpoint. It runs on an event
    ///     loop and must not block.
    public init(
        _ path: String, for scope: Scope, take: @escaping @Sendable (LaneRequest, @escaping Answering) -> Bool
    ) {
        self.path = path
        self.scope = scope
        self.take = take
    }
}
