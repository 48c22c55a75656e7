public import Forecast
public import FoundationEssentials
public import Nights
public import Postgres

/// The rows of `nightly.tally`: what there was on a day.
public enum TallyRows {
    /// A day with its beginning and its end.
    public struct DaySpan: Sendable {
        /// Which.
        public var day: Day
        /// When it was.
        public var span: Range<Date>

        /// A day.
        public init(_ day: Day, _ span: Range<Date>) {
            self.day = day
            self.span = span
        }
    }

    /// Counts the incidents of days anew, from their facts.
    public static func countIncidents(of days: [Day]) -> [Statement] {
        let binds: [PostgresValue] = [.int4Array(days.map { Int32($0.number) })]
        return [
            Statement(
                """
                delete from nightly.tally where name = 'incidents'
                    and day in (select date '1970-01-01' + number from unnest($1::int4[]) number)
                """, binds),
            Statement(
                """
                insert into nightly.tally (day, name, dimension, value, restricted, count)
                select f.day, 'incidents', d.dimension, d.value, f.restricted, count(*)
                from nightly.incident f
                cross join lateral (values ('', ''), ('type', f.type), ('severity', f.severity), ('team', f.team))
                    as d (dimension, value)
                where f.counted and f.day in (select date '1970-01-01' + number from unnest($1::int4[]) number)
                group by f.day, d.dimension, d.value, f.restricted
                """, binds),
        ]
    }

    /// Counts the alerts of days anew, without those of incidents that are not counted.
    public static func countAlerts(of days: [DaySpan]) -> [Statement] {
        [
            Statement(
                """
                delete from nightly.tally where name = 'alerts'
                    and day in (select date '1970-01-01' + number from unnest($1::int4[]) number)
                """, [.int4Array(days.map { Int32($0.day.number) })]),
            Statement(
                """
                insert into nightly.tally (day, name, dimension, value, restricted, count)
                select date '1970-01-01' + s.day, 'alerts', d.dimension, d.value, coalesce(i.visibility <> 'open', false),
                    count(*)
                from unnest($1::int4[], $2::timestamptz[], $3::timestamptz[]) as s (day, starts, ends)
                join core.alert a on a.id >= core.uuid_floor(s.starts) and a.id < core.uuid_floor(s.ends)
                left join core.incident i on i.id = a.incident_id
                left join nightly.incident f on f.incident_id = i.id
                cross join lateral (values ('', ''), ('severity', a.severity)) as d (dimension, value)
                where not coalesce(i.drill, false) and coalesce(f.counted, true)
                group by 1, 3, 4, 5
                """, binds(days)),
        ]
    }

    /// A page that went out.
    public struct Page: Sendable {
        /// Who was paged.
        public var person: String
        /// When it was handed to a provider.
        public var at: Date
        /// Whether only some may see the incident that it was about.
        public var isRestricted: Bool
    }

    /// The pages of a day, without those of incidents that are not counted.
    public static func pages(of day: DaySpan, in database: some Querying) async throws -> [Page] {
        let rows = try await database.query(
            Statement(
                """
                select p.person, p.handed_at, i.visibility <> 'open' as restricted
                from paging.page p
                join core.incident i on i.id = p.incident_id
                left join nightly.incident f on f.incident_id = i.id
                where p.handed_at >= $1 and p.handed_at < $2 and not i.drill and coalesce(f.counted, true)
                """, [.timestamptz(day.span.lowerBound), .timestamptz(day.span.upperBound)]))
        return try rows.map {
            Page(
                person: try $0.decode("person"), at: try $0.decode("handed_at"),
                isRestricted: try $0.decode("restricted"))
        }
    }

    /// A row of the table.
    public struct Row: Sendable, Hashable {
        /// Of what.
        public var metric: Metric
        /// What it is told apart by; `nil` for all.
        public var dimension: MetricDimension?
        /// Whose it is of those.
        public var value: String
        /// Whether only some may see what was counted.
        public var isRestricted: Bool
        /// How many.
        public var count: Int

        /// A row.
        public init(_ metric: Metric, by dimension: MetricDimension?, of value: String, isRestricted: Bool, count: Int)
        {
            self.metric = metric
            self.dimension = dimension
            self.value = value
            self.isRestricted = isRestricted
            self.count = count
        }
    }

    /// Writes the rows of metrics on a day, in the place of those that were there.
    public static func replace(_ metrics: [Metric], on day: Day, with rows: [Row]) -> [Statement] {
        [
            Statement(
                "delete from nightly.tally where name = any($1) and day = date '1970-01-01' + $2::int4",
                [.textArray(metrics.map(\.rawValue)), .int4(Int32(day.number))]),
            Statement(
                """
                insert into nightly.tally (day, name, dimension, value, restricted, count)
                select date '1970-01-01' + $1::int4, r.* from unnest($2::text[], $3::text[], $4::text[], $5::bool[], $6::int8[]) r
                """,
                [
                    .int4(Int32(day.number)), .textArray(rows.map(\.metric.rawValue)),
                    .textArray(rows.map { $0.dimension?.rawValue ?? "" }), .textArray(rows.map(\.value)),
                    .boolArray(rows.map(\.isRestricted)), .int8Array(rows.map { Int64($0.count) }),
                ]),
        ]
    }

    /// The moments at which alerts came and pages went out of incidents: their days are to be counted anew.
    public static func moments(of incidents: [UUID], in database: some Querying) async throws -> [Date] {
        let rows = try await database.query(
            Statement(
                """
                select first_at as at from core.alert where incident_id = any($1)
                union select handed_at from paging.page where incident_id = any($1) and handed_at is not null
                """, [.uuidArray(incidents)]))
        return try rows.map { try $0.decode("at") }
    }

    /// When the first incident, alert or page was; `nil` when there was none.
    public static func beginning(in database: some Querying) async throws -> Date? {
        let row = try await database.query(
            Statement(
                """
                select least((select min(reported_at) from core.incident),
                    (select first_at from core.alert order by id limit 1), (select min(handed_at) from paging.page)) as at
                """)
        ).first
        return try row?.decode("at", as: Date?.self)
    }

    private static func binds(_ days: [DaySpan]) -> [PostgresValue] {
        [
            .int4Array(days.map { Int32($0.day.number) }), .timestamptzArray(days.map(\.span.lowerBound)),
            .timestamptzArray(days.map(\.span.upperBound)),
        ]
    }
}
