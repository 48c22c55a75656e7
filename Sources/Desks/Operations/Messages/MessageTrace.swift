public import FoundationEssentials
public import JSON
public import LetterStore
public import Postgres

/// Everything that the database knows of one message.
public struct MessageTrace: Sendable {
    /// Where it was announced.
    public struct Outbox: Sendable {
        public let worker: String
        public let exchange: String
        public let routingKey: String
        public let type: String
        public let createdAt: Date
        public let publishedAt: Date?
        public let attempts: Int
    }

    /// Who claimed it.
    public struct Inbox: Sendable {
        public let worker: String
        public let claimedAt: Date
        public let leaseUntil: Date?
        public let token: Int
        public let doneAt: Date?
    }

    public let id: UUID
    public let outbox: [Outbox]
    public let inbox: [Inbox]
    /// Those who gave up on it.
    public let letters: [DeadLetter]

    /// Whether the database knows anything of it: outboxes remember for three days, inboxes for a hundred.
    public var isKnown: Bool { !outbox.isEmpty || !inbox.isEmpty || !letters.isEmpty }

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
                        """), [.text(id.uuidString.lowercased())]
            ).map { try DeadLetter($0) })
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
