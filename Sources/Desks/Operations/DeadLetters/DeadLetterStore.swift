public import FoundationEssentials
public import JSON
public import Postgres

/// Reads what the dead-letter-keeper stored.
public struct DeadLetterStore: Sendable {
    /// Waiting letters that have one cause.
    public struct Group: Sendable {
        public let id: String
        public let worker: String
        public let messageType: String?
        public let errorCode: String
        public let place: String
        /// Letters that wait.
        public let count: Int
        public let firstAt: Date
        public let lastAt: Date
        /// The newest of them.
        public let sample: UUID
    }

    private let client: PostgresClient

    /// - Parameter client: connections of the operator's role.
    public init(client: PostgresClient) {
        self.client = client
    }

    /// Letters, the newest first.
    /// - Parameters:
    ///   - state: only those in this state; `nil` for all.
    ///   - limit: letters at most.
    /// - Throws: ``PostgresError``.
    public func list(_ selection: DeadLetterSelection, state: DeadLetterState?, limit: Int) async throws -> [DeadLetter]
    {
        try await client.query(
            """
            select id, worker, message_id, message_type, incident, "group", place, error_code, error_detail, attempts,
                   first_failed_at, dead_at, state
              from dead_letter_keeper.letter
             where ($1::uuid[] is null or id = any($1)) and ($2::text is null or "group" = $2)
               and ($3::text is null or worker = $3) and ($4::text is null or message_type = $4)
               and ($5::text is null or error_code = $5) and ($6::text is null or incident = $6)
               and ($7::timestamptz is null or dead_at >= $7) and ($8::text is null or state = $8)
             order by dead_at desc, id desc limit $9
            """, selection.binds + [.init(state?.rawValue), .int(limit)]
        ).map(DeadLetter.init)
    }

    /// The waiting letters by what they have in common.
    public func groups() async throws -> [Group] {
        try await client.query(
            """
            select "group" as id, worker, message_type, error_code, place, count(*) as count, min(dead_at) as first_at,
                   max(dead_at) as last_at, (array_agg(id order by dead_at desc))[1] as sample
              from dead_letter_keeper.letter where state = 'waiting'
             group by "group", worker, message_type, error_code, place order by count(*) desc, max(dead_at) desc
            """
        ).map { row in
            Group(
                id: try row.decode("id"), worker: try row.decode("worker"), messageType: try row.decode("message_type"),
                errorCode: try row.decode("error_code"), place: try row.decode("place"),
                count: try row.decode("count"), firstAt: try row.decode("first_at"), lastAt: try row.decode("last_at"),
                sample: try row.decode("sample"))
        }
    }

    /// One letter with what it carries; `nil` when there is none of this id.
    public func letter(_ id: UUID) async throws -> (letter: DeadLetter, properties: JSON, body: [UInt8])? {
        try await client.query(
            """
            select id, worker, message_id, message_type, incident, "group", place, error_code, error_detail, attempts,
                   first_failed_at, dead_at, state, properties, body
              from dead_letter_keeper.letter where id = $1
            """, [.uuid(id)]
        ).first.map { row in
            (
                try DeadLetter(row), try JSON.parse(row.decode("properties", as: String.self)),
                try row.decode("body")
            )
        }
    }
}

extension DeadLetterStore.Group {
    /// As commands and doors show it.
    public var json: JSON {
        [
            "id": .string(id), "worker": .string(worker), "message_type": .optional(messageType),
            "error_code": .string(errorCode), "place": .string(place), "count": .int(count),
            "first_at": firstAt.json, "last_at": lastAt.json, "sample": sample.json,
        ]
    }
}
