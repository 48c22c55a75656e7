import Encodings
import Capabilities
import FoundationEssentials
import Organisation
import Postgres

/// What all native providers share: where the rows are, and what errors of the database mean to a caller of a capability.
struct NativeStore: Sendable {
    let database: PostgresClient
    let publicURL: String

    /// The one row that a statement returns, if it does.
    func row(_ sql: SQL, _ binds: [PostgresValue]) async throws(PostgresError) -> PostgresRow? {
        try await database.query(sql, binds).first
    }

    /// The address of an object's page.
    func url(_ collection: String, _ id: UUID) -> String {
        "\(publicURL)/\(collection)/\(UUIDText.string(from: id))"
    }

    /// The object that a row's `id` names.
    func object(_ row: PostgresRow, in collection: String) throws(PostgresError) -> ExternalObject {
        let id: UUID = try row.decode("id")
        return ExternalObject(externalID: UUIDText.string(from: id), url: url(collection, id))
    }

    /// Reads an external id; the ids of native objects are UUIDs.
    func id(_ externalID: String, of what: String) throws(NativeError) -> UUID {
        guard let id = UUIDText.uuid(from: externalID) else { throw .notFound(what, externalID) }
        return id
    }

    /// Does what a capability was asked for, and says what went wrong in the words that callers of capabilities know.
    func perform<Result: Sendable>(
        _ operation: String, _ body: () async throws -> Result
    ) async throws(ProviderError) -> Result {
        do {
            return try await body()
        } catch let error as NativeError {
            throw Self.refusal(operation, code: error.code.rawValue, detail: error.detail)
        } catch let error as PostgresError where error.isUniqueViolation {
            throw Self.refusal(
                operation, code: NativeError.Code.nameTaken.rawValue,
                detail: "another object has this name (\(error.constraint ?? "unique"))")
        } catch let error as PostgresError {
            throw ProviderError(
                provider: ProviderSettings.native, operation: operation,
                remedy: error.isRetriable || error.sqlState == nil ? .retry : .giveUp,
                code: error.sqlState.map { "sql-\($0)" } ?? "database", detail: error.description,
                mayHaveHappened: error.isOutcomeUnknown, isOutage: false)
        } catch {
            throw ProviderError(
                provider: ProviderSettings.native, operation: operation, remedy: .retry, code: "unexpected",
                detail: "\(error)", mayHaveHappened: true, isOutage: false)
        }
    }

    private static func refusal(_ operation: String, code: String, detail: String) -> ProviderError {
        ProviderError(
            provider: ProviderSettings.native, operation: operation, remedy: .giveUp, code: code, detail: detail,
            mayHaveHappened: false, isOutage: false)
    }
}
