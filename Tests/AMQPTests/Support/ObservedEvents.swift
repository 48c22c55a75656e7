import AMQP

/// What a client's observer is told, to wait for.
struct ObservedEvents: Sendable {
    enum Event: Sendable {
        case connected
        case disconnected(AMQPError)
        case blocked(Bool)
        case published(Int)
    }

    let observer: AMQPObserver
    private let events: AsyncStream<Event>

    init() {
        let (events, continuation) = AsyncStream<Event>.makeStream()
        self.events = events
        observer = AMQPObserver(
            connected: { continuation.yield(.connected) },
            disconnected: { continuation.yield(.disconnected($0)) },
            blocked: { continuation.yield(.blocked($0)) },
            published: { count, _ in continuation.yield(.published(count)) })
    }

    /// Waits for the next time the client can work.
    func connected() async {
        for await case .connected in events { return }
    }

    /// Waits for the next loss.
    func disconnected() async throws -> AMQPError {
        for await case .disconnected(let error) in events { return error }
        throw TestFailure("the events ended")
    }

    /// Waits until the broker takes no messages, or takes them again.
    func blocked(_ isBlocked: Bool) async {
        for await case .blocked(isBlocked) in events { return }
    }

    /// Waits for the next answer to a `publish`.
    func published() async throws -> Int {
        for await case .published(let count) in events { return count }
        throw TestFailure("the events ended")
    }
}
