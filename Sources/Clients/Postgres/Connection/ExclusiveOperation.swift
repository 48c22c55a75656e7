/// What cannot be pipelined: a script of several statements, or a `copy`.
struct ExclusiveOperation: Sendable {
    typealias Outcome = Result<ExclusiveSuccess, PostgresError>

    enum Kind: Sendable {
        case script(String)
        case copy(CopyRequest)
    }

    let kind: Kind
    /// The session of the transaction that it is a part of, or the lease.
    let session: UInt64?
    /// Whether it commits by itself.
    let commits: Bool
    let ticket: Ticket
    let continuation: CheckedContinuation<Outcome, Never>

    var sql: String {
        switch kind {
        case .script(let text): text
        case .copy(let request): request.sql
        }
    }

    func fail(_ error: PostgresError) {
        continuation.resume(returning: .failure(error))
    }
}

/// What came of an exclusive operation.
struct ExclusiveSuccess: Sendable {
    var affectedRows: Int
    /// Whether it has left the session outside a transaction.
    var isIdle: Bool
}

/// How far the exclusive operation under way is.
struct ExclusiveProgress {
    enum Copying {
        /// The server has not asked for data.
        case none
        /// The server waits for data; the chunk is what there was no room for.
        case sending(CopyChunks, pending: [UInt8]?)
        /// The end has to be told, with the reason when it is early.
        case ending(failure: String?)
        case done
    }

    let operation: ExclusiveOperation
    var copying = Copying.none
    var affectedRows = 0
    var error: PostgresError?

    init(_ operation: ExclusiveOperation) {
        self.operation = operation
    }

    func failLost(_ reason: PostgresError) {
        if let error, error.code == .server { return operation.fail(error) }
        var error = reason
        // A copy is committed after all its data: without them it cannot have been.
        if case .copy = operation.kind, case .done = copying { error.isOutcomeUnknown = operation.commits }
        if case .script = operation.kind { error.isOutcomeUnknown = operation.commits }
        operation.fail(error)
    }
}
