public import JSON
public import Postgres

/// Forgets somebody: what is only theirs is deleted, and where a record must stay a pseudonym stands for them, the same one each
/// time. All of it is one transaction.
public struct PersonErasure: Sendable {
    private let client: PostgresClient
    private let actor: String

    /// - Parameters:
    ///   - client: connections of the operator's role, whose statements may take hours.
    ///   - actor: who does it, for the audit.
    public init(client: PostgresClient, actor: String) {
        self.client = client
        self.actor = actor
    }

    /// What becomes of the rows of a table.
    public struct Place: Sendable, Hashable, JSONEncodable {
        /// The table, with its schema.
        public let table: String
        /// `deleted` or `replaced`.
        public let fate: String
        /// How many rows.
        public var rows: Int

        /// What becomes of so many rows of a table.
        public init(table: String, fate: String, rows: Int) {
            self.table = table
            self.fate = fate
            self.rows = rows
        }

        /// `table`, `fate` and `rows`.
        public var json: JSON { ["table": .string(table), "fate": .string(fate), "rows": .int(rows)] }
    }

    /// What was done, or would be.
    public struct Result: Sendable, Hashable, JSONEncodable {
        /// What stands for them from now on.
        public let pseudonym: String
        /// By table.
        public let places: [Place]
        /// Whether nothing was changed.
        public let isDryRun: Bool

        /// What was found.
        public init(pseudonym: String, places: [Place], isDryRun: Bool) {
            self.pseudonym = pseudonym
            self.places = places
            self.isDryRun = isDryRun
        }

        /// `pseudonym`, `dry_run` and `places`.
        public var json: JSON {
            ["pseudonym": .string(pseudonym), "dry_run": .bool(isDryRun), "places": places.json]
        }
    }

    /// Erases somebody. A dry run does all of it and takes it back: its numbers are those of the real one.
    /// - Parameters:
    ///   - person: their address.
    ///   - reason: why, for the audit; it must not name them.
    /// - Throws: ``ErasureProblem`` when it cannot be done yet, in words that say what to do first.
    public func erase(_ person: String, reason: String, isDryRun: Bool) async throws -> Result {
        guard !reason.lowercased().contains(person.lowercased()) else { throw ErasureProblem.reasonNamesThem }
        do {
            return try await client.transaction { work in
                try await Self.check(person, in: work)
                let result = try await Self.carryOut(person, isDryRun: isDryRun, in: work)
                if isDryRun { throw TakenBack(result: result) }
                let detail: JSON = [
                    "reason": .string(reason), "tables": .int(result.places.count),
                    "rows": .int(result.places.reduce(0) { $0 + $1.rows }),
                ]
                // Whoever does it may be who is erased.
                let actor = actor.lowercased() == person.lowercased() ? result.pseudonym : actor
                _ = try await work.query(
                    Audit.row(action: "person.erased", target: result.pseudonym, detail: detail, by: actor))
                return result
            }
        } catch let dryRun as TakenBack {
            return dryRun.result
        }
    }

    private struct TakenBack: Error {
        let result: Result
    }

    private static func check(_ person: String, in work: PostgresTransaction) async throws {
        let rows = try await work.query(
            "select distinct kind, name from core.erasure_obstacles($1) order by kind, name", [.text(person)])
        var names: [String: [String]] = [:]
        for row in rows { names[try row.decode("kind"), default: []].append(try row.decode("name")) }
        if names["configuration"] != nil { throw ErasureProblem.configured }
        if let held = names["held"] { throw ErasureProblem.held(held) }
        if let open = names["open"] { throw ErasureProblem.takesPart(open) }
    }

    private static func carryOut(
        _ person: String, isDryRun: Bool, in work: PostgresTransaction
    ) async throws -> Result {
        let rows = try await work.query(
            """
            select place, fate, sum(rows)::int8 as rows from core.erase_person($1)
            group by place, fate order by fate, place
            """, [.text(person)])
        let places = try rows.map { row in
            let count: Int64 = try row.decode("rows")
            return Place(table: try row.decode("place"), fate: try row.decode("fate"), rows: Int(count))
        }
        let pseudonym: String? = try await work.query("select core.pseudonym(btrim($1)) as name", [.text(person)])
            .first?.decode("name")
        return Result(pseudonym: pseudonym ?? "", places: places, isDryRun: isDryRun)
    }
}
