public import Cost
public import Forecast
public import FoundationEssentials
import IncidentStore
public import Postgres

/// The rows of `nightly.cost`, its shares, its sums and its changes.
public enum CostRows {
    /// What was computed of an incident before.
    public struct Known: Sendable {
        /// What it cost.
        public var total: Money
        /// Of which rows.
        public var fingerprint: Int64?
        /// By which rules.
        public var rules: String
        /// Whether time alone was not to change it any more.
        public var isSettled: Bool
        /// The day whose sum it was in.
        public var day: Day
    }

    /// What is known of incidents.
    public static func known(_ incidents: [UUID], in database: some Querying) async throws -> [UUID: Known] {
        let rows = try await database.query(
            Statement(
                """
                select incident_id, total_minor, currency, fingerprint, rules, settled, day - date '1970-01-01' as day
                from nightly.cost where incident_id = any($1)
                """, [.uuidArray(incidents)]))
        var known: [UUID: Known] = [:]
        for row in rows {
            let code: String = try row.decode("currency")
            guard let currency = Currency(code) else { continue }
            let day: Int32 = try row.decode("day")
            known[try row.decode("incident_id")] = Known(
                total: Money(try row.decode("total_minor"), currency), fingerprint: try row.decode("fingerprint"),
                rules: try row.decode("rules"), isSettled: try row.decode("settled"), day: Day(number: Int(day)))
        }
        return known
    }

    /// Writes what incidents cost, in the place of what was there before.
    public static func keep(_ costs: [NightlyCost]) -> [Statement] {
        let shares = costs.flatMap { cost in cost.shares.map { (cost.incident, $0.key, $0.value) } }
        return [
            Statement(
                upsert,
                [
                    .uuidArray(costs.map(\.incident)), .int8Array(costs.map(\.fingerprint)),
                    .textArray(costs.map(\.rules)), .boolArray(costs.map(\.isSettled)),
                    .int4Array(costs.map { Int32($0.day.number) }), .textArray(costs.map(\.type)),
                    .boolArray(costs.map(\.isRestricted)), .boolArray(costs.map(\.isCounted)),
                    .textArray(costs.map(\.model.rawValue)), .textArray(costs.map(\.total.currency.code)),
                    .int8Array(costs.map(\.total.amountMinorUnits)),
                    .int4Array(costs.map { Int32(clamping: $0.problems) }),
                ]),
            Statement(
                "delete from nightly.cost_share where incident_id = any($1)", [.uuidArray(costs.map(\.incident))]),
            Statement(
                """
                insert into nightly.cost_share (incident_id, team, amount_minor)
                select * from unnest($1::uuid[], $2::text[], $3::int8[])
                """,
                [
                    .uuidArray(shares.map(\.0)), .textArray(shares.map(\.1)), .int8Array(shares.map(\.2)),
                ]),
        ]
    }

    private static let upsert: SQL = """
        insert into nightly.cost (incident_id, fingerprint, rules, settled, day, type, restricted, counted, model, currency,
            total_minor, problems)
        select c.id, c.fingerprint, c.rules, c.settled, date '1970-01-01' + c.day, c.type, c.restricted, c.counted, c.model,
            c.currency, c.total, c.problems
        from unnest($1::uuid[], $2::int8[], $3::text[], $4::bool[], $5::int4[], $6::text[], $7::bool[], $8::bool[],
            $9::text[], $10::text[], $11::int8[], $12::int4[]) as c (id, fingerprint, rules, settled, day, type, restricted,
            counted, model, currency, total, problems)
        on conflict (incident_id) do update set fingerprint = excluded.fingerprint, rules = excluded.rules,
            settled = excluded.settled, day = excluded.day, type = excluded.type, restricted = excluded.restricted,
            counted = excluded.counted, model = excluded.model, currency = excluded.currency,
            total_minor = excluded.total_minor, problems = excluded.problems
        """

    /// Adds the costs of days up anew.
    public static func sum(_ days: [Day]) -> [Statement] {
        let binds: [PostgresValue] = [.int4Array(days.map { Int32($0.number) })]
        return [
            Statement(
                """
                delete from nightly.cost_day
                where day in (select date '1970-01-01' + number from unnest($1::int4[]) number)
                """, binds),
            Statement(
                """
                insert into nightly.cost_day (day, type, team, currency, restricted, amount_minor)
                select c.day, c.type, s.team, c.currency, c.restricted, sum(s.amount_minor)
                from nightly.cost c join nightly.cost_share s on s.incident_id = c.incident_id
                where c.counted and c.day in (select date '1970-01-01' + number from unnest($1::int4[]) number)
                group by c.day, c.type, s.team, c.currency, c.restricted
                """, binds),
        ]
    }

    /// Writes changes down, each once.
    public static func note(_ changes: [CostChange], on day: Day) -> Statement {
        Statement(
            """
            insert into nightly.cost_change (incident_id, day, reason, kept_by, before_minor, before_currency, after_minor,
                after_currency)
            select c.id, date '1970-01-01' + $1::int4, c.reason, c.kept_by, c.before, c.before_currency, c.after, c.after_currency
            from unnest($2::uuid[], $3::text[], $4::int8[], $5::text[], $6::int8[], $7::text[], $8::text[])
                as c (id, reason, before, before_currency, after, after_currency, kept_by)
            on conflict do nothing
            """,
            [
                .int4(Int32(day.number)), .uuidArray(changes.map(\.incident)),
                .textArray(changes.map(\.reason.rawValue)),
                .int8Array(changes.map(\.before?.amountMinorUnits)),
                .textArray(changes.map(\.before?.currency.code)), .int8Array(changes.map(\.after.amountMinorUnits)),
                .textArray(changes.map(\.after.currency.code)), .textArray(changes.map(\.keeper.rawValue)),
            ])
    }

    /// How many changes of a day there are, by reason.
    public static func changes(on day: Day, in database: some Querying) async throws -> [CostChange.Reason: Int] {
        let rows = try await database.query(
            Statement(
                """
                select reason, count(*) as n from nightly.cost_change where day = date '1970-01-01' + $1::int4 group by reason
                """, [.int4(Int32(day.number))]))
        var counts: [CostChange.Reason: Int] = [:]
        for row in rows {
            guard let reason = CostChange.Reason(rawValue: try row.decode("reason")) else { continue }
            counts[reason] = try row.decode("n")
        }
        return counts
    }

    /// What names the rules that costs are counted by, and when they were applied; `nil` without a configuration.
    public static func rules(in database: some Querying) async throws -> (name: String, appliedAt: Date)? {
        let row = try await database.query(
            Statement(
                """
                select md5(coalesce(document::jsonb ->> 'costs', '') || coalesce(document::jsonb ->> 'nightly', '')) as name,
                    applied_at
                from core.configuration order by version desc limit 1
                """)
        ).first
        guard let row else { return nil }
        return (try row.decode("name"), try row.decode("applied_at"))
    }
}
