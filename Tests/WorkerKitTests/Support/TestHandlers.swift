import Contracts
import FoundationEssentials
import WorkStore
import WorkerKit

/// A handler of rows that does what a test says.
struct PingHandler: DatabaseHandler {
    var body: @Sendable ([Received<Ping>], UnitOfWork) async throws -> [Outcome]

    func handle(_ batch: [Received<Ping>], in work: UnitOfWork) async throws -> [Outcome] {
        try await body(batch, work)
    }
}

/// A handler with effects that does what a test says.
struct CallHandler: EffectHandler {
    var putOff: @Sendable (Received<Call>, Date, Failure, UnitOfWork) async throws -> Void = { _, _, _, _ in }
    var gaveUp: @Sendable (Received<Call>, Failure, UnitOfWork) async throws -> Void = { _, _, _ in }
    var body: @Sendable (Received<Call>, Effects) async throws -> Completion

    func handle(_ message: Received<Call>, effects: Effects) async throws -> Completion {
        try await body(message, effects)
    }

    func putOff(
        _ message: Received<Call>, until time: Date, because failure: Failure, in work: UnitOfWork
    ) async throws {
        try await putOff(message, time, failure, work)
    }

    func gaveUp(on message: Received<Call>, because failure: Failure, in work: UnitOfWork) async throws {
        try await gaveUp(message, failure, work)
    }
}
