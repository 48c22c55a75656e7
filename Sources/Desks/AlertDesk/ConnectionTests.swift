import Postgres

/// When somebody last tried whether a sender reaches Muster: shown by the doctor, and never an incident.
enum ConnectionTests {
    static func record(_ source: String, in database: some Querying) async throws {
        _ = try await database.query(
            Statement(
                """
                insert into core.connection_test (source, at) values ($1, now())
                on conflict (source) do update set at = excluded.at
                """, [.text(source)]))
    }
}
