public import FoundationEssentials
import IncidentStore
public import Organisation
public import Postgres

/// What the owners of schemas age out, by their functions: no other statement deletes it.
public enum RetentionRows {
    /// Rows of a kind that are aged out in one transaction at most.
    public static let batch = 2000

    /// The schemas that own something of it.
    public static func schemas(in database: some Querying) async throws -> [String] {
        try await database.query(Statement("select schema from core.retention_schemas() as schema")).map {
            try $0.decode("schema")
        }
    }

    /// How many rows of a kind ended before a moment; `nil` when the schema has none of that kind.
    public static func count(
        _ kind: RetentionKind, of schema: String, before moment: Date, in database: some Querying
    ) async throws -> Int? {
        try await call(kind, schema, moment, batch: nil, database)
    }

    /// Ages some of them out, and commits.
    /// - Returns: how many they were: 0 when there are no more; `nil` when the schema has none of that kind.
    public static func age(
        _ kind: RetentionKind, of schema: String, before moment: Date, in database: PostgresClient
    ) async throws -> Int? {
        try await call(kind, schema, moment, batch: batch, database)
    }

    private static func call(
        _ kind: RetentionKind, _ schema: String, _ moment: Date, batch: Int?, _ database: some Querying
    ) async throws -> Int? {
        let rows: Int64? = try await database.query(
            Statement(
                "select core.retain_in($1, $2, $3, $4) as rows",
                [
                    .text(schema), .text(kind.rawValue), .timestamptz(moment),
                    batch.map { .int4(Int32($0)) } ?? .null,
                ])
        ).first?.decode("rows")
        return rows.map { Int($0) }
    }

    /// The names of the incidents of which nothing is aged out, the oldest first.
    public static func held(in database: some Querying) async throws -> [String] {
        try await database.query(
            Statement(
                """
                select i.name from core.legal_hold h join core.incident i on i.id = h.incident_id
                where h.released_at is null order by i.number
                """)
        ).map { try $0.decode("name") }
    }
}
