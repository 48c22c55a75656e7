import Encodings
import FoundationEssentials
import JSON
import Postgres

/// What the database says of every message and every consumer of it, at one moment.
struct LedgerSnapshot: Sendable {
    /// A message that a consumer should have: announced and published, not done and not dead. If it is not lost, it is
    /// in one of the consumer's queues.
    struct Pending: Sendable, Hashable {
        let messageID: String
        let worker: String
        let type: String
        /// The name of its incident.
        var incident: String?
        /// When it was announced.
        var announcedAt: Date?
    }

    /// The shares of which it is certain where they are.
    var done = 0
    var outbox = 0
    var dead = 0
    var discarded = 0
    /// What must be in queues.
    var pending: Set<Pending> = []
    /// What was published where nobody takes it, and is no fact that nobody needs.
    var unroutable: [Pending] = []
    /// Reports and alerts whose announcement is nowhere.
    var unannounced: [JSON] = []

    /// Reads one snapshot: all parts see the database at the same moment.
    static func read(
        _ client: PostgresClient, _ consumers: Consumers, facts: [String]
    ) async throws -> LedgerSnapshot {
        let schemas = try await WorkerSchema.all(client)
        var snapshot = LedgerSnapshot()
        guard !schemas.isEmpty else { return snapshot }
        let pairs = LedgerStatements.pairs(schemas, consumers, facts: facts)
        let foreign = LedgerStatements.foreign(schemas)
        return try await client.transaction { transaction in
            _ = try await transaction.query("set transaction isolation level repeatable read, read only")
            for row in try await transaction.query(pairs) { try snapshot.add(pair: row) }
            for row in try await transaction.query(foreign) { try snapshot.add(foreign: row) }
            for row in try await transaction.query(LedgerStatements.facts) { try snapshot.add(fact: row) }
            return snapshot
        }
    }

    private mutating func add(pair row: PostgresRow) throws {
        let count = try row.decode("count", as: Int.self)
        switch try row.decode("place", as: String.self) {
        case "done": done += count
        case "outbox": outbox += count
        case "dead": dead += count
        case "discarded": discarded += count
        case "unroutable": unroutable.append(try Self.pending(row))
        default: pending.insert(try Self.pending(row))
        }
    }

    private mutating func add(foreign row: PostgresRow) throws {
        let count = try row.decode("count", as: Int.self)
        switch try row.decode("place", as: String.self) {
        case "done": done += count
        case "discarded": discarded += count
        default: dead += count
        }
    }

    private mutating func add(fact row: PostgresRow) throws {
        if try row.decode("announced", as: Bool.self) {
            done += try row.decode("count", as: Int.self)
        } else {
            unannounced.append([
                "kind": .string(try row.decode("kind")), "id": .optional(try row.decode("id", as: UUID?.self)),
                "incident": .optional(try row.decode("incident", as: String?.self)),
                "reason": "it was stored without its announcement", "fix": .null,
            ])
        }
    }

    private static func pending(_ row: PostgresRow) throws -> Pending {
        Pending(
            messageID: try row.decode("message_id", as: UUID?.self).map(UUIDText.string) ?? "",
            worker: try row.decode("worker", as: String?.self) ?? "",
            type: try row.decode("type", as: String?.self) ?? "",
            incident: try row.decode("incident"), announcedAt: try row.decode("announced_at"))
    }
}
