import Postgres

/// A worker's schema: made from one template, so that one text of SQL fits all of them.
struct WorkerSchema: Sendable, Hashable {
    /// The schema's name, as in `dead_letter_keeper`.
    let name: String
    /// The worker's name, as in `dead-letter-keeper`.
    let worker: String

    /// - Parameter name: as the catalogue has it; `nil` when it could need quotes.
    init?(_ name: String) {
        guard name.wholeMatch(of: /[a-z][a-z0-9_]{0,62}/) != nil else { return nil }
        self.name = name
        worker = name.replacing("_", with: "-")
    }

    /// Every schema with an inbox and an outbox, by name.
    static func all(_ client: PostgresClient) async throws -> [WorkerSchema] {
        try await client.query(
            """
            select n.nspname::text as name from pg_namespace n
             where exists (select from pg_class where relnamespace = n.oid and relname = 'inbox')
               and exists (select from pg_class where relnamespace = n.oid and relname = 'outbox')
             order by 1
            """
        ).compactMap { WorkerSchema(try $0.decode("name", as: String.self)) }
    }

    /// One statement over all schemas: the parts, in which `{schema}` and `{worker}` stand for a schema's names, joined
    /// by `union all`. The names come from the catalogue and are plain words.
    static func union(_ schemas: [WorkerSchema], _ part: StaticString) -> String {
        schemas.map {
            part.description.replacing("{schema}", with: $0.name).replacing("{worker}", with: $0.worker)
        }.joined(separator: "\nunion all\n")
    }
}
