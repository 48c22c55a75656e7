import Encodings
public import FoundationEssentials
public import JSON
public import LetterStore
public import Postgres

/// Everything that is known of one message: where it was announced, who has it, where it waits, who gave up on it.
public struct MessageTrace: Sendable {
    /// Where it was announced.
    public struct Outbox: Sendable {
        /// The process that announced it.
        public let worker: String
        /// The exchange that it is published to.
        public let exchange: String
        /// The key that it is published under.
        public let routingKey: String
        /// The message's CloudEvents type, such as `muster.incident.opened.v1`.
        public let type: String
        /// When it was announced: the time of its transaction.
        public let createdAt: Date
        /// When the broker confirmed it; `nil` while it waits.
        public let publishedAt: Date?
        /// How often the broker refused it.
        public let attempts: Int
    }

    /// Who claimed it.
    public struct Inbox: Sendable {
        /// The process that handles it.
        public let worker: String
        /// When it was first claimed.
        public let claimedAt: Date
        /// Until when one owner works on it; `nil` when it is done, and for one that is handled in a single
        /// transaction.
        public let leaseUntil: Date?
        /// Which owner of the lease has it, growing from a random number: only the owner with the newest may write down what it
        /// did. It counts no tries.
        public let token: Int
        /// When it was handled; `nil` before.
        public let doneAt: Date?

        /// Until when an owner may work on it; `nil` when nobody does.
        public var workingUntil: Date? { doneAt == nil ? leaseUntil.flatMap { $0 > Date() ? $0 : nil } : nil }
    }

    /// The message's id, the same in every redelivery, retry and replay.
    public let id: UUID
    /// Each worker's announcement of it; more than one when it was published again.
    public let outbox: [Outbox]
    /// Each worker that has it or had it.
    public let inbox: [Inbox]
    /// Those who gave up on it.
    public let letters: [DeadLetter]

    /// Retry queues that it waits in.
    public var waits: [RetryWait] = []

    /// Whether anything is known of it: outboxes remember for three days, inboxes for a hundred.
    public var isKnown: Bool {
        !outbox.isEmpty || !inbox.isEmpty || !letters.isEmpty || !waits.isEmpty
    }

    /// - Parameter client: connections of the operator's role.
    public static func read(_ id: UUID, _ client: PostgresClient) async throws -> MessageTrace {
        let schemas = try await WorkerSchema.all(client)
        guard !schemas.isEmpty else { return MessageTrace(id: id, outbox: [], inbox: [], letters: []) }
        let outbox = WorkerSchema.union(
            schemas,
            """
            select '{worker}' as worker, exchange, routing_key, type, created_at, published_at, attempts
              from {schema}.outbox where message_id = $1
            """)
        let inbox = WorkerSchema.union(
            schemas,
            """
            select '{worker}' as worker, claimed_at, lease_until, token, done_at from {schema}.inbox
             where message_id = $1
            """)
        return MessageTrace(
            id: id,
            outbox: try await client.query(SQL(trusted: outbox), [.uuid(id)]).map(Outbox.init),
            inbox: try await client.query(SQL(trusted: inbox), [.uuid(id)]).map(Inbox.init),
            letters: try await client.query(
                SQL(
                    trusted: """
                        select \(DeadLetter.columns) from dead_letter_keeper.letter l
                         where l.message_id = $1 order by l.dead_at
                        """), [.text(UUIDText.string(from: id))]
            ).map { try DeadLetter($0) })
    }
}

extension MessageTrace {
    /// As commands and doors show it.
    public var json: JSON {
        [
            "id": id.json, "outbox": .array(outbox.map(\.json)), "inbox": .array(inbox.map(\.json)),
            "waits": .array(waits.map(\.json)), "letters": .array(letters.map(\.json)),
        ]
    }
}

extension MessageTrace.Outbox {
    init(_ row: PostgresRow) throws {
        self.init(
            worker: try row.decode("worker"), exchange: try row.decode("exchange"),
            routingKey: try row.decode("routing_key"), type: try row.decode("type"),
            createdAt: try row.decode("created_at"), publishedAt: try row.decode("published_at"),
            attempts: try row.decode("attempts"))
    }

    /// As commands and doors show it.
    public var json: JSON {
        [
            "worker": .string(worker), "exchange": .string(exchange), "routing_key": .string(routingKey),
            "type": .string(type), "created_at": createdAt.json, "published_at": .optional(publishedAt),
            "attempts": .int(attempts),
        ]
    }
}

extension MessageTrace.Inbox {
    init(_ row: PostgresRow) throws {
        self.init(
            worker: try row.decode("worker"), claimedAt: try row.decode("claimed_at"),
            leaseUntil: try row.decode("lease_until"), token: try row.decode("token"),
            doneAt: try row.decode("done_at"))
    }

    /// As commands and doors show it.
    public var json: JSON {
        [
            "worker": .string(worker), "claimed_at": claimedAt.json, "lease_until": .optional(leaseUntil),
            "token": .int(token), "done_at": .optional(doneAt),
        ]
    }
}
