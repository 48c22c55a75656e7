import AMQP
import FoundationEssentials
import Postgres
import WorkStore

/// Ends messages with effects: those that end while others are being ended go together, in one transaction.
///
/// Each ends under its own lease: of an owner that has lost it, nothing is written. When one cannot be ended, each is tried
/// alone, so that it fails alone.
struct Endings: Sendable {
    private struct Ending: Sendable {
        var message: Incoming
        var token: Int
        var effects: Effects
        var completion: Completion

        /// What it is about.
        var subject: String { message.delivery.properties.correlationID ?? "" }
    }

    private let endings: GroupCommitter<Ending, Bool>

    init(committer: Committer) {
        endings = GroupCommitter(batchWeight: 50, isShared: { ($0 as? PostgresError)?.isOutage == true }) { endings in
            try await committer.commit { work in
                let finished = try await work.query(
                    MessageLease.finish(endings.map { ($0.message.id, $0.token) }))
                let mine = Set(try finished.map { try $0.decode("message_id", as: UUID.self) })
                for ending in Self.inOrder(endings) where mine.contains(ending.message.id) {
                    try await ending.completion(work)
                    ending.effects.writeDown(in: work)
                    work.endPart()
                }
                return endings.map { mine.contains($0.message.id) }
            }
        }
    }

    /// Ends a message.
    /// - Throws: ``LeaseLost``; what the completion throws; `PostgresError`.
    func end(_ message: Incoming, token: Int, effects: Effects, _ completion: @escaping Completion) async throws {
        let ending = Ending(message: message, token: token, effects: effects, completion: completion)
        guard try await endings.submit(ending) else { throw LeaseLost() }
    }

    /// By what they are about, so that two instances take the rows of two incidents in the same order.
    private static func inOrder(_ endings: [Ending]) -> [Ending] {
        endings.sorted { $0.subject < $1.subject }
    }
}
