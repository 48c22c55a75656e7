/// Hooks for metrics. They run on the client's I/O thread and must return at once.
public struct AMQPObserver: Sendable {
    /// The client can work: connected, channel open, consuming.
    public var connected: @Sendable () -> Void
    /// The connection or the channel was lost, or could not be had; the client tries again by itself.
    public var disconnected: @Sendable (AMQPError) -> Void
    /// The broker began or ceased to take no messages (`connection.blocked`).
    public var blocked: @Sendable (Bool) -> Void
    /// One call of `publish` was answered: how many publications, and how long from the call to the last confirm.
    public var published: @Sendable (_ count: Int, _ latency: Duration) -> Void

    /// Hooks that do nothing unless they are given.
    public init(
        connected: @escaping @Sendable () -> Void = {},
        disconnected: @escaping @Sendable (AMQPError) -> Void = { _ in },
        blocked: @escaping @Sendable (Bool) -> Void = { _ in },
        published: @escaping @Sendable (_ count: Int, _ latency: Duration) -> Void = { _, _ in }
    ) {
        self.connected = connected
        self.disconnected = disconnected
        self.blocked = blocked
        self.published = published
    }
}
