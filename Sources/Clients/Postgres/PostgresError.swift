/// Why an operation on the database failed.
///
/// `description` is safe to show and to log: it holds neither values nor credentials. `debugDescription` also has what
/// the server told (its detail may quote values) and the statement's text.
public struct PostgresError: Error, Sendable, Hashable {
    /// What kind of failure it is.
    public enum Code: Sendable, Hashable {
        /// The URL or an option cannot be used.
        case invalidConfiguration
        /// No server accepts connections at the address.
        case connectionRefused
        /// The server did not answer within the connect timeout.
        case connectTimeout
        /// The server refused the user or the password.
        case authenticationFailed
        /// The TLS handshake failed, or the server's certificate was not accepted.
        case tlsRefused
        /// The connection broke. ``PostgresError/isOutcomeUnknown`` says whether the work may have been committed.
        case connectionLost
        /// The server answered with an error; see ``PostgresError/sqlState``.
        case server
        /// The statement was cancelled because the caller's task was.
        case cancelled
        /// No connection became free in time.
        case poolTimeout
        /// Too many callers already wait for a connection.
        case poolFull
        /// The client has been shut down.
        case closed
        /// The transaction has already been committed or rolled back.
        case transactionEnded
        /// The statement cannot be sent: too many binds, for example.
        case invalidStatement
        /// A column is missing, null or of another type than asked for.
        case decoding
    }

    /// The kind of failure.
    public var code: Code
    /// The server's name for the error, for ``Code/server`` and for a refused connection.
    public var sqlState: SQLState?
    /// What happened, in a sentence; without values.
    public var message: String
    /// More from the server: may quote values, so it is not part of `description`.
    public var detail: String?
    /// The server's advice.
    public var hint: String?
    /// The violated constraint.
    public var constraint: String?
    /// The schema of ``table``.
    public var schema: String?
    /// The table of the violated constraint.
    public var table: String?
    /// The column of a not-null violation.
    public var column: String?
    /// The text of the statement, with `$1` for its values.
    public var statement: String?
    /// Whether the work may have been committed although it failed: the connection was lost after the commit (or the
    /// statement that commits by itself) had been sent and before the answer came. Work that is lost inside an open
    /// transaction is known to be rolled back.
    public var isOutcomeUnknown = false
    /// Whether the server, when it reported the error, still had the transaction open (though failed).
    var leavesTransactionOpen = false
    /// Whether the connection was gone before anything was sent.
    var isUnsent = false
    /// Whether only a prepared statement was at fault, which is prepared anew the next time.
    var isStalePlan = false

    /// An error.
    /// - Parameters:
    ///   - code: the kind of failure.
    ///   - message: what happened, without values of rows.
    ///   - sqlState: the server's code, when it was the server.
    ///   - detail: what the server adds, which may hold values of rows.
    public init(_ code: Code, _ message: String, sqlState: SQLState? = nil, detail: String? = nil) {
        self.code = code
        self.message = message
        self.sqlState = sqlState
        self.detail = detail
    }

    /// Whether the same work may succeed when it is tried again later. When ``isOutcomeUnknown``, only work that is
    /// idempotent may be.
    public var isRetriable: Bool {
        switch code {
        case .connectionRefused, .connectTimeout, .connectionLost, .poolTimeout, .poolFull: true
        case .server: isStalePlan || sqlState?.isRetriable ?? false
        case .invalidConfiguration, .authenticationFailed, .tlsRefused, .cancelled, .closed, .transactionEnded,
            .invalidStatement, .decoding:
            false
        }
    }

    /// Whether a unique constraint or index was violated; ``constraint`` names it.
    public var isUniqueViolation: Bool { sqlState == .uniqueViolation }

    /// Whether a row that is referred to does not exist, or is still referred to.
    public var isForeignKeyViolation: Bool { sqlState == .foreignKeyViolation }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    /// What failed, without values of rows: safe to show.
    public var description: String {
        var text = "Postgres: \(message)"
        if let sqlState { text += " (\(sqlState))" }
        if let constraint { text += ", constraint \(constraint)" }
        if let table { text += ", table \(schema.map { "\($0)." } ?? "")\(table)" }
        if isOutcomeUnknown { text += "; whether the work was committed is unknown" }
        return text
    }

    /// All that is known, also values of rows: for logs of developers.
    public var debugDescription: String {
        var text = "\(description) [\(code)]"
        if let column { text += ", column \(column)" }
        if let detail { text += "; \(detail)" }
        if let hint { text += "; hint: \(hint)" }
        if let statement { text += "; in: \(statement)" }
        return text
    }
}
