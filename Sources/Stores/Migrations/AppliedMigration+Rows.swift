import FoundationEssentials
import Postgres

extension AppliedMigration {
    /// What was applied; nothing in a database that was never migrated.
    static func all(_ client: PostgresClient) async throws -> [AppliedMigration] {
        try await client.transaction { try await all($0) }
    }

    static func all(_ transaction: PostgresTransaction) async throws -> [AppliedMigration] {
        let table = try await transaction.query("select to_regclass('core.applied_migration') is not null as present")
        guard try table.first?.decode("present", as: Bool.self) == true else { return [] }
        return try await transaction.query(
            "select owner, number, name, checksum, applied_at from core.applied_migration order by owner, number"
        ).map { row in
            AppliedMigration(
                owner: try row.decode("owner"), number: Int(try row.decode("number", as: Int32.self)),
                name: try row.decode("name"), checksum: try row.decode("checksum"),
                appliedAt: try row.decode("applied_at"))
        }
    }
}
