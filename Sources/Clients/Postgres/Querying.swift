/// What can run statements: a client, on any connection and each statement on its own, or a transaction. What only reads
/// takes one of these, so that it works in both.
public protocol Querying: Sendable {
    /// Runs one statement.
    func query(_ statement: Statement) async throws -> PostgresResult
    /// Runs the statements in one round trip; on a client they are one transaction.
    func pipeline(_ statements: [Statement]) async throws -> [PostgresResult]
}

extension Querying {
    /// Runs one statement.
    public func query(_ statement: Statement) async throws -> PostgresResult {
        try await pipeline([statement])[0]
    }
}

extension PostgresClient: Querying {}

extension PostgresTransaction: Querying {}
