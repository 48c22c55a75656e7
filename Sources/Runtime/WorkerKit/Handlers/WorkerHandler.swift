import Contracts
import FoundationEssentials
import JSON
import WorkStore

/// A handler of any kind, with the type of the messages that it takes.
public struct WorkerHandler: Sendable {
    /// What the runtime does with a message.
    enum Kind: Sendable {
        case database(@Sendable ([Incoming], UnitOfWork) async throws -> [Outcome])
        case effects(EffectFunctions)
    }

    struct EffectFunctions: Sendable {
        var handle: @Sendable (Incoming, Effects) async throws -> Completion
        var putOff: @Sendable (Incoming, Date, Failure, UnitOfWork) async throws -> Void
        var gaveUp: @Sendable (Incoming, Failure, UnitOfWork) async throws -> Void
    }

    /// The CloudEvents type; `nil` for all that nobody else takes.
    let type: String?
    let kind: Kind
    /// Whose handler it is, for logs and dead letters.
    let name: String
    /// How long one call of the handler may take.
    let timeLimit: Duration

    /// The time limit of a handler that says nothing else: ten times a lease, so that it ends nobody who is at work. A call
    /// that takes longer is stuck: it is cancelled, and the message is tried again (`timed-out`).
    public static let standardTimeLimit: Duration = .seconds(300)

    /// A handler that writes rows.
    /// - Parameter timeLimit: how long one call may take, for a whole batch; see ``standardTimeLimit``.
    public static func database<Handler: DatabaseHandler>(
        _ handler: Handler, timeLimit: Duration = standardTimeLimit
    ) -> WorkerHandler {
        WorkerHandler(
            type: Handler.Body.type,
            kind: .database { batch, transaction in
                try await handler.handle(batch.map { try $0.message(Handler.Body.self) }, in: transaction)
            }, name: "\(Handler.self)", timeLimit: timeLimit)
    }

    /// A handler that changes something outside.
    /// - Parameter timeLimit: how long one call may take, for one message; see ``standardTimeLimit``.
    public static func effects<Handler: EffectHandler>(
        _ handler: Handler, timeLimit: Duration = standardTimeLimit
    ) -> WorkerHandler {
        WorkerHandler(
            type: Handler.Body.type,
            kind: .effects(
                EffectFunctions(
                    handle: { try await handler.handle($0.message(Handler.Body.self), effects: $1) },
                    putOff: {
                        try await handler.putOff($0.message(Handler.Body.self), until: $1, because: $2, in: $3)
                    },
                    gaveUp: { try await handler.gaveUp(on: $0.message(Handler.Body.self), because: $1, in: $2) })),
            name: "\(Handler.self)", timeLimit: timeLimit)
    }

    /// A handler of what is not one of Muster's own messages.
    /// - Parameter timeLimit: how long one call may take, for a whole batch; see ``standardTimeLimit``.
    public static func raw<Handler: RawHandler>(
        _ handler: Handler, timeLimit: Duration = standardTimeLimit
    ) -> WorkerHandler {
        WorkerHandler(
            type: nil,
            kind: .database { batch, transaction in try await handler.handle(batch.map(\.raw), in: transaction) },
            name: "\(Handler.self)", timeLimit: timeLimit)
    }
}
