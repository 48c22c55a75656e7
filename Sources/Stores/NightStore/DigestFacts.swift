import Cost
public import Forecast
public import FoundationEssentials
import Incident
import JSON
public import Nights
public import Postgres

/// What a digest is made of. Exercises, and incidents of types that are left out, are not in it.
public struct DigestFacts: Sendable {
    /// Which day.
    public var day: Day
    /// From its beginning to its end.
    public var span: Range<Date>
    /// Types of incidents that are left out.
    public var excludedTypes: [String]

    /// What there is of a day.
    public init(of day: Day, _ span: Range<Date>, without excludedTypes: [String]) {
        self.day = day
        self.span = span
        self.excludedTypes = excludedTypes
    }

    /// Reads it.
    public func digest(in database: some Querying) async throws -> Digest {
        let results = try await database.pipeline([
            incidents(isOfDay: true), incidents(isOfDay: false), tasks, pages, letters, costs,
        ])
        var digest = Digest(day: day, end: span.upperBound)
        digest.reported = try Self.part(results[0], Self.incident)
        digest.active = try Self.part(results[1], Self.incident)
        digest.tasks = try Self.part(results[2]) { row in
            Digest.Task(
                incident: try row.decode("incident"), text: try row.decode("text"), owner: try row.decode("owner"),
                due: try row.decode("due"))
        }
        digest.pages = try Self.part(results[3]) { row in
            Digest.Page(
                person: try row.decode("person"), incident: try row.decode("incident"), count: try row.decode("count"))
        }
        digest.letters = try Self.part(results[4]) { row in
            Digest.Letters(
                worker: try row.decode("worker"), code: try row.decode("error_code"), count: try row.decode("count"))
        }
        digest.costs = try results[5].compactMap { try Self.money($0) }
        let forecast = try await ForecastRows.newest(.week, on: day, for: .stranger, in: database).first
        digest.week = forecast.flatMap(Self.expectation)
        return digest
    }

    private var binds: [PostgresValue] {
        [.timestamptz(span.lowerBound), .timestamptz(span.upperBound), .textArray(excludedTypes)]
    }

    /// Those that were reported on the day, or those that were active at its end.
    private func incidents(isOfDay: Bool) -> Statement {
        Statement(
            """
            select name, title, severity, status, commander_name, reported_at, currency, total_minor, restricted,
                count(*) over () as total, count(*) filter (where restricted) over () as hidden
            from (
                select i.name, i.title, i.severity, i.commander_name, i.reported_at, c.currency, c.total_minor,
                    i.visibility <> 'open' as restricted, coalesce((
                        select s.status from core.status_change s where s.incident_id = i.id and s.at < $2
                        order by s.at desc, s.id desc limit 1), 'active') as status
                from core.incident_overview i
                left join nightly.cost c on c.incident_id = i.id
                where i.reported_at < $2 and (i.closed_at is null or i.closed_at >= $1) and not i.drill
                    and i.type <> all($3)
            ) as i
            where case when $4 then reported_at >= $1 else status = 'active' end
            order by restricted, reported_at, name limit $5
            """, binds + [.bool(isOfDay), .int(Digest.named)])
    }

    private var tasks: Statement {
        Statement(
            """
            select i.name as incident, t.text, t.owner, t.due, i.visibility <> 'open' as restricted,
                count(*) over () as total, count(*) filter (where i.visibility <> 'open') over () as hidden
            from core.task t join core.incident i on i.id = t.incident_id
            where t.due < $1 and t.created_at < $1 and (t.resolved_at is null or t.resolved_at >= $1) and not i.drill
                and i.type <> all($2)
            order by restricted, t.due, t.id limit $3
            """, binds.dropFirst() + [.int(Digest.named)])
    }

    private var pages: Statement {
        Statement(
            """
            select p.person, p.incident, p.restricted, p.count, sum(p.count) over ()::int8 as total,
                coalesce(sum(p.count) filter (where p.restricted) over (), 0)::int8 as hidden
            from (
                select p.person, i.name as incident, i.visibility <> 'open' as restricted, count(*) as count
                from paging.page p join core.incident i on i.id = p.incident_id
                where p.handed_at >= $1 and p.handed_at < $2
                    and (p.state = 'sent' or p.acknowledged_at >= $2) and not i.drill and i.type <> all($3)
                group by 1, 2, 3
            ) as p
            order by p.restricted, p.incident, p.person limit $4
            """, binds + [.int(Digest.named)])
    }

    private var letters: Statement {
        Statement(
            """
            select l.worker, l.error_code, l.count, false as restricted, sum(l.count) over ()::int8 as total, 0::int8 as hidden
            from (
                select worker, error_code, count(*) as count from dead_letter_keeper.letter
                where state = 'waiting' and dead_at < $1 group by 1, 2
            ) as l
            order by l.count desc, l.worker, l.error_code limit $2
            """, [.timestamptz(span.upperBound), .int(Digest.named)])
    }

    private var costs: Statement {
        Statement(
            """
            select currency, sum(total_minor)::int8 as total_minor from nightly.cost
            where day = date '1970-01-01' + $1::int4 and counted and not restricted and total_minor <> 0
            group by currency order by currency
            """, [.int4(Int32(day.number))])
    }

    private static func part<Line>(
        _ rows: PostgresResult, _ line: (PostgresRow) throws -> Line
    ) throws -> Digest.Part<Line> {
        guard let first = rows.first else { return Digest.Part() }
        return Digest.Part(
            try rows.filter { try !$0.decode("restricted", as: Bool.self) }.map(line),
            count: try first.decode("total"), restricted: try first.decode("hidden"))
    }

    private static func incident(_ row: PostgresRow) throws -> Digest.Incident {
        Digest.Incident(
            name: try row.decode("name"), title: try row.decode("title"), severity: try row.decode("severity"),
            status: try row.decode("status"), commander: try row.decode("commander_name"),
            reportedAt: try row.decode("reported_at"), cost: try money(row))
    }

    /// `nil` of what was not counted, and of a currency that there is none of.
    private static func money(_ row: PostgresRow) throws -> Money? {
        guard let amount = try row.decode("total_minor", as: Int64?.self), amount != 0,
            let code = try row.decode("currency", as: String?.self), let currency = Currency(code)
        else { return nil }
        return Money(amount, currency)
    }

    private static func expectation(_ forecast: JSON) -> Digest.Expectation? {
        guard let point = forecast["points"]?.arrayValue?.first, let text = point["at"]?.stringValue,
            let from = Day(text), let value = point["value"], let low = point["low80"], let high = point["high80"],
            [value, low, high].allSatisfy({ $0 != .null })
        else { return nil }
        return Digest.Expectation(from: from, value: value, low: low, high: high)
    }
}
