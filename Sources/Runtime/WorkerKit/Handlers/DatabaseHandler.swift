public import Contracts
public import WorkStore

/// Handles messages by writing rows, and nothing else.
///
/// The runtime claims a batch of messages, lets the handler write what they ask for, and commits claims, rows and
/// announcements in one transaction. When that fails, the batch is rolled back and its messages are done one by one.
/// Handlers act on the rows as they are and never on deltas, since messages come twice, late and out of order.
public protocol DatabaseHandler<Body>: Sendable {
    associatedtype Body: Message

    /// Writes what the messages ask for.
    /// - Returns: an outcome for each message, in their order. Any but `done` rolls the whole batch back.
    func handle(_ batch: [Received<Body>], in transaction: UnitOfWork) async throws -> [Outcome]
}
