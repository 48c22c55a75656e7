import FoundationEssentials
import JSON
import Postgres

/// Everything that the database knows of one message.
struct MessageTrace: Sendable {
    struct Outbox: Sendable {
        let worker: String
        let exchange: String
        let routingKey: String
        let type: String
        let createdAt: Date
        let publishedAt: Date?
        let attempts: Int
    }

    struct Inbox: Sendable {
        let worker: String
        let claimedAt: Date
        let leaseUntil: Date?
        let token: Int
        let doneAt: Date?
    }

    struct Letter: Sendable {
        let id: UUID
        let worker: String
        let state: String
        let errorCode: String
        let deadAt: Date
    }

    let id: UUID
    let outbox: [Outbox]
    let inbox: [Inbox]
    let letters: [Letter]

    var isKnown: Bool { !outbox.isEmpty || !inbox.isEmpty || !letters.isEmpty }

    static func read(_ id: UUID, _ client: PostgresClient) async throws -> MessageTrace {
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
                """
                select id, worker, state, error_code, dead_at from dead_letter_keeper.letter
                 where message_id = $1 order by dead_at
                """, [.text(id.uuidString.lowercased())]
            ).map(Letter.init))
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

    var json: JSON {
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

    var json: JSON {
        [
            "worker": .string(worker), "claimed_at": claimedAt.json, "lease_until": .optional(leaseUntil),
            "token": .int(token), "done_at": .optional(doneAt),
        ]
    }
}

extension MessageTrace.Letter {
    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"), worker: try row.decode("worker"), state: try row.decode("state"),
            errorCode: try row.decode("error_code"), deadAt: try row.decode("dead_at"))
    }

    var json: JSON {
        [
            "id": id.json, "worker": .string(worker), "state": .string(state), "error_code": .string(errorCode),
            "dead_at": deadAt.json,
        ]
    }
}
