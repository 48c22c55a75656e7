/// What becomes of a group that the server has answered.
enum Fate {
    case succeed([PostgresResult])
    case fail(PostgresError)
    /// It failed for a reason that is not its own, and nothing of it has taken effect.
    case resend
}

extension Connection.Sent {
    /// - Parameter isCancelling: whether a request to cancel may have hit this group.
    func fate(isCancelling: Bool) -> Fate {
        guard var error = progress.error else { return .succeed(progress.results.suffix(group.statements.count)) }
        if group.isRepeatable, progress.isStale { return .resend }
        if isCancelling, error.sqlState == .queryCancelled {
            if group.ticket.isCancelled { return .fail(.cancelled) }
            // The request was meant for the statement before it.
            if group.isRepeatable { return .resend }
        }
        error.isStalePlan = progress.isStale
        error.statement = progress.failedStatement(of: group)
        return .fail(error)
    }

    /// Ends the group with a connection that was lost, or given up.
    func failLost(_ reason: PostgresError) {
        if var error = progress.error, error.code == .server {
            // The server's last word. It may have come after the commit when it was ended in the middle of that.
            if case .commit = group.kind, error.sqlState?.isRetriable == true { error.isOutcomeUnknown = true }
            return group.fail(error)
        }
        var error = reason
        error.isOutcomeUnknown = group.commits
        group.fail(error)
    }
}

extension StatementGroup {
    func fail(_ error: PostgresError) {
        continuation?.resume(returning: .failure(error))
    }
}

extension PostgresError {
    /// The connection was gone before the statement was sent, so it has had no effect.
    static let lostBeforeSending: PostgresError = {
        var error = PostgresError.connectionLost("the connection was gone before anything was sent")
        error.isUnsent = true
        return error
    }()
}
