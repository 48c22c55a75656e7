import Synchronization

/// Statements that are sent together, with one sync.
struct StatementGroup: Sendable {
    typealias Outcome = Result<[PostgresResult], PostgresError>

    /// What the group is to the server.
    enum Kind: Sendable {
        /// A transaction of its own, on a shared connection.
        case whole
        /// A part of the transaction that has the connection in this session.
        case part(session: UInt64)
        /// The end of that transaction, with `commit` as the last statement.
        case commit(session: UInt64)
    }

    let statements: [EncodedStatement]
    let kind: Kind
    let ticket: Ticket
    /// `nil` when nobody waits for the outcome.
    let continuation: CheckedContinuation<Outcome, Never>?
    /// Whether it drops the session's prepared statements.
    var dropsPlans = false
    /// Whether it was sent before and could not be helped then.
    var isResent = false

    /// Whether losing the connection after sending leaves it open what has been committed.
    var commits: Bool {
        switch kind {
        case .whole, .commit: true
        case .part: false
        }
    }

    /// Whether it can be sent again after it failed: not in the middle of a transaction.
    var isRepeatable: Bool {
        if case .whole = kind { !isResent } else { false }
    }

    /// The session that it must be sent in, if it matters.
    var session: UInt64? {
        switch kind {
        case .whole: nil
        case .part(let session), .commit(let session): session
        }
    }
}

/// Identifies an operation, and remembers that its caller was cancelled, which can happen before the connection knows
/// the operation.
final class Ticket: Sendable {
    private let cancelled = Atomic<Bool>(false)

    var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

    func cancel() {
        cancelled.store(true, ordering: .releasing)
    }
}
