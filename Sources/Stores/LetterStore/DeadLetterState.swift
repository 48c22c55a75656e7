import Postgres

/// What became of a letter.
public enum DeadLetterState: String, Sendable, CaseIterable {
    /// Nobody has decided.
    case waiting
    /// It goes back to its worker, and has not left the outbox.
    case replaying
    /// The broker has it again.
    case replayed
    /// An operator gave it up.
    case discarded

    init(_ row: PostgresRow) throws {
        let text = try row.decode("state", as: String.self)
        guard let state = DeadLetterState(rawValue: text) else { throw UnknownLetterState(text: text) }
        self = state
    }
}

/// A state that this release does not know.
struct UnknownLetterState: Error, CustomStringConvertible {
    let text: String

    var description: String { "a dead letter is in the state \(text), which this release does not know" }
}
