public import Cost
public import FoundationEssentials
public import Incident
import IncidentStore
public import JSON
public import Postgres

/// The rows of `cost_calculator.account`: what incidents cost, as it was computed last.
public enum CostAccounts {
    /// Keeps others from computing what these incidents cost until the transaction ends: what is read after it is at least as
    /// new as all that the account says.
    /// - Returns: the time by the database's clock, which the rows have theirs from.
    public static func lock(_ incidents: [UUID], in transaction: some Querying) async throws -> Date {
        let results = try await transaction.pipeline([
            AdvisoryLock.take(incidents.map { AdvisoryLock.key("cost", $0.uuidString) }),
            Statement("select clock_timestamp() as now", []),
        ])
        guard let row = results[1].first else { throw PostgresError(.decoding, "the database has no time") }
        return try row.decode("now")
    }

    /// The totals that were announced last, by incident.
    public static func published(_ incidents: [UUID], in database: some Querying) async throws -> [UUID: Money] {
        let rows = try await database.query(
            Statement(
                """
                select incident_id, published_minor as minor, published_currency as currency
                from cost_calculator.account where incident_id = any($1) and published_minor is not null
                """, [.uuidArray(incidents)]))
        var totals: [UUID: Money] = [:]
        for row in rows { totals[try row.decode("incident_id")] = try money(row) }
        return totals
    }

    /// What accounts say, and as of when.
    public static func computed(
        _ incidents: [UUID], in database: some Querying
    ) async throws -> [UUID: (total: Money, at: Date)] {
        let rows = try await database.query(
            Statement(
                """
                select incident_id, total_minor as minor, currency, computed_at from cost_calculator.account
                where incident_id = any($1)
                """, [.uuidArray(incidents)]))
        var totals: [UUID: (total: Money, at: Date)] = [:]
        for row in rows { totals[try row.decode("incident_id")] = (try money(row), try row.decode("computed_at")) }
        return totals
    }

    /// What is to be written of one incident.
    public struct Entry: Sendable {
        /// The incident.
        public var incident: UUID
        /// Its name.
        public var name: String
        /// What it costs.
        public var cost: IncidentCost
        /// The total that was announced last, this one included; `nil` when none was.
        public var published: Money?

        /// An entry of this cost.
        public init(incident: UUID, name: String, cost: IncidentCost, published: Money?) {
            self.incident = incident
            self.name = name
            self.cost = cost
            self.published = published
        }
    }

    /// Writes accounts, in the place of what they said before.
    public static func keep(_ entries: [Entry]) -> Statement {
        Statement(
            """
            insert into cost_calculator.account as a
                (incident_id, total_minor, currency, model, computed_at, published_minor, published_currency, document)
            select * from unnest($1::uuid[], $2::int8[], $3::text[], $4::text[], $5::timestamptz[], $6::int8[], $7::text[],
                $8::jsonb[])
            on conflict (incident_id) do update set total_minor = excluded.total_minor, currency = excluded.currency,
                model = excluded.model, computed_at = excluded.computed_at, published_minor = excluded.published_minor,
                published_currency = excluded.published_currency, document = excluded.document
            """,
            [
                .uuidArray(entries.map(\.incident)), .int8Array(entries.map(\.cost.total.amountMinorUnits)),
                .textArray(entries.map(\.cost.currency.code)), .textArray(entries.map(\.cost.model.rawValue)),
                .timestamptzArray(entries.map(\.cost.moment)), .int8Array(entries.map(\.published?.amountMinorUnits)),
                .textArray(entries.map(\.published?.currency.code)),
                .jsonbArray(entries.map { .object($0.cost.json(of: $0.name)) }),
            ])
    }

    /// What an incident costs, as the API shows it; `nil` when nothing was computed yet, or it is not there for the viewer.
    public static func document(
        of incident: UUID, for viewer: Viewer, in database: some Querying
    ) async throws -> JSON? {
        let row = try await database.query(
            Statement(
                """
                select a.document::text as document from cost_calculator.account a join core.incident i on i.id = a.incident_id
                where a.incident_id = $1 and i.visibility = any($2)
                """, [.uuid(incident), .textArray(viewer.visibilities.map(\.rawValue))])
        ).first
        return try row.map {
            try JSON.parse($0.decode("document", as: String.self), limits: JSONLimits(bytes: 64 << 20))
        }
    }

    /// What an incident costs so far; `nil` when nothing was computed yet.
    public static func total(of incident: UUID, in database: some Querying) async throws -> Money? {
        let row = try await database.query(
            Statement(
                "select total_minor as minor, currency from cost_calculator.account where incident_id = $1",
                [.uuid(incident)])
        ).first
        return try row.map(money)
    }

    private static func money(_ row: PostgresRow) throws(PostgresError) -> Money {
        Money(try row.decode("minor"), try row.currency("currency"))
    }
}

extension PostgresRow {
    /// The currency with the code that a column has.
    func currency(_ column: String) throws(PostgresError) -> Currency {
        let code: String = try decode(column)
        guard let currency = Currency(code) else {
            throw PostgresError(.decoding, "the column \(column) has `\(code)`, which is no currency of ISO 4217")
        }
        return currency
    }
}
