public import Contracts
public import FoundationEssentials
public import WorkStore

/// Handles messages that change something outside of the database.
///
/// The runtime leases the message, so that one owner works on it at a time; effects go through a journal that finds the
/// thing made by a crashed try before it makes another. No transaction is open while the outside is called.
public protocol EffectHandler<Body>: Sendable {
    associatedtype Body: Message

    /// Does what the message asks for.
    /// - Returns: what to write in the transaction that also marks the message as done.
    func handle(_ message: Received<Body>, effects: Effects) async throws -> Completion

    /// Writes down that the message is tried again later, with the end of its lease.
    /// - Parameter time: no earlier than this.
    func putOff(
        _ message: Received<Body>, until time: Date, because failure: Failure, in transaction: UnitOfWork
    ) async throws

    /// Writes down that the message becomes a dead letter, in a transaction of its own, before it does.
    func gaveUp(on message: Received<Body>, because failure: Failure, in transaction: UnitOfWork) async throws
}

/// The rows that an effect leaves behind.
public typealias Completion = @Sendable (UnitOfWork) async throws -> Void

extension EffectHandler {
    /// Writes nothing: what a handler whose tries nobody looks at does.
    public func putOff(
        _ message: Received<Body>, until time: Date, because failure: Failure, in transaction: UnitOfWork
    ) async throws {}

    /// Writes nothing: what a handler without traces of its failures does.
    public func gaveUp(
        on message: Received<Body>, because failure: Failure, in transaction: UnitOfWork
    ) async throws {}
}
