public import FoundationEssentials
public import JSON
public import LetterStore
public import Postgres

/// Reads what the dead-letter-keeper stored.
public struct DeadLetterStore: Sendable {
    /// Waiting letters that have one cause.
    public struct Group: Sendable {
        /// The same for all letters of one worker, type, error and place.
        public let id: String
        /// The worker that gave up.
        public let worker: String
        /// Such as `muster.incident.opened.v1`; `nil` when the messages name none.
        public let messageType: String?
        /// The worker's word for the failure, or the broker's.
        public let errorCode: String
        /// Where in the worker it failed: the handler, and the step of an effect.
        public let place: String
        /// Letters that wait.
        public let count: Int
        /// When the oldest of them was stored.
        public let firstAt: Date
        /// When the newest of them was stored.
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
            SQL(
                trusted: """
                    select \(DeadLetter.columns) from dead_letter_keeper.letter l
                     where \(DeadLetterSelection.condition) and ($8::text is null or l.state = $8)
                     order by l.dead_at desc, l.id desc limit $9
                    """), selection.binds + [.init(state?.rawValue), .int(limit)]
        ).map(DeadLetter.init)
    }

    /// The waiting letters by what they have in common.
    public func groups() async throws -> [Group] {
        try await client.query(
            """
            select "group" as id, worker, message_type, error_code, place, count(*) as count, min(dead_at) as first_at,
                   max(dead_at) as last_at, (array_agg(id order by dead_at desc))[1] as sample
              from dead_letter_keeper.waiting_letter w join dead_letter_keeper.letter l on l.id = w.letter_id
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

    /// The replays of a letter's message at its worker, the oldest first: more than those of the letter itself when the
    /// message died again.
    public func replays(of letter: UUID) async throws -> [PastReplay] {
        try await client.query(PastReplay.all(of: letter)).map(PastReplay.init)
    }

    /// One letter with what it carries; `nil` when there is none of this id.
    public func letter(_ id: UUID) async throws -> (letter: DeadLetter, content: LetterContent)? {
        try await client.query(
            SQL(
                trusted: """
                    select \(DeadLetter.columns), \(LetterContent.columns) from dead_letter_keeper.letter l where l.id = $1
                    """), [.uuid(id)]
        ).first.map { (try DeadLetter($0), try LetterContent($0)) }
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
