import Forecast
public import FoundationEssentials
public import Nights
public import Postgres

/// What is measured of tasks and of dead letters. Tasks of incidents that are not counted are not counted either.
public enum TaskMetricRows {
    /// When the first ones were.
    public struct Beginnings: Sendable {
        /// The first task; `nil` when there is none.
        public var tasks: Date?
        /// Whether tasks were never counted.
        public var isFirstOfTasks: Bool
        /// The first dead letter that is known; `nil` when there is none.
        public var letters: Date?
        /// Whether dead letters were never counted.
        public var isFirstOfLetters: Bool
    }

    /// Reads when the first ones were.
    public static func beginnings(in database: some Querying) async throws -> Beginnings {
        let row = try await database.query(
            Statement(
                """
                select (select min(created_at) from core.task) as tasks, (select min(dead_at) from dead_letter_keeper.letter) as letters,
                    not exists (select from nightly.duration where name = 'time_to_resolve_task')
                        and not exists (select from nightly.tally where name = 'overdue_tasks') as first_of_tasks,
                    not exists (select from nightly.tally where name = 'dead_letters') as first_of_letters
                """)
        ).first
        return Beginnings(
            tasks: try row?.decode("tasks", as: Date?.self),
            isFirstOfTasks: try row?.decode("first_of_tasks") ?? true,
            letters: try row?.decode("letters", as: Date?.self),
            isFirstOfLetters: try row?.decode("first_of_letters") ?? true)
    }

    /// Counts the tasks that were due on days and not done by then.
    public static func countOverdue(of days: [TallyRows.DaySpan]) -> [Statement] {
        [
            clear("overdue_tasks", days),
            Statement(
                """
                insert into nightly.tally (day, name, dimension, value, restricted, count)
                select date '1970-01-01' + s.day, 'overdue_tasks', d.dimension, d.value, f.restricted, count(*)
                from unnest($1::int4[], $2::timestamptz[], $3::timestamptz[]) as s (day, starts, ends)
                join core.task t on t.due >= s.starts and t.due < s.ends
                    and (t.resolved_at is null or t.resolved_at > t.due)
                join nightly.incident f on f.incident_id = t.incident_id and f.counted
                cross join lateral (values ('', ''), ('type', f.type), ('severity', f.severity), ('team', f.team),
                    ('person', coalesce(lower(t.owner), ''))) as d (dimension, value)
                group by 1, 3, 4, 5
                """, binds(days)),
        ]
    }

    /// Counts the dead letters of days.
    public static func countLetters(of days: [TallyRows.DaySpan]) -> [Statement] {
        [
            clear("dead_letters", days),
            Statement(
                """
                insert into nightly.tally (day, name, dimension, value, restricted, count)
                select date '1970-01-01' + s.day, 'dead_letters', d.dimension, d.value, false, count(*)
                from unnest($1::int4[], $2::timestamptz[], $3::timestamptz[]) as s (day, starts, ends)
                join dead_letter_keeper.letter l on l.dead_at >= s.starts and l.dead_at < s.ends
                cross join lateral (values ('', ''), ('worker', l.worker)) as d (dimension, value)
                group by 1, 3, 4
                """, binds(days)),
        ]
    }

    /// Computes how long the tasks took that were resolved in periods.
    /// - Parameter spans: the first day of each period, from its beginning to its end or to that of the night's day.
    public static func durations(_ period: MetricPeriod, of spans: [TallyRows.DaySpan]) -> [Statement] {
        [
            Statement(
                """
                delete from nightly.duration where period = $1
                    and starts in (select date '1970-01-01' + number from unnest($2::int4[]) number)
                    and name = 'time_to_resolve_task'
                """, [.text(period.rawValue), .int4Array(spans.map { Int32($0.day.number) })]),
            Statement(insertion, binds(spans) + [.text(period.rawValue)]),
        ]
    }

    private static let insertion: SQL = """
        insert into nightly.duration (period, starts, name, dimension, value, audience, count, sum, median, p90)
        select $4, date '1970-01-01' + p.day, 'time_to_resolve_task', d.dimension, d.value, a.audience, count(*),
            sum(t.seconds)::int8, percentile_cont(0.5) within group (order by t.seconds),
            percentile_cont(0.9) within group (order by t.seconds)
        from unnest($1::int4[], $2::timestamptz[], $3::timestamptz[]) as p (day, starts, ends)
        join (
            select incident_id, resolved_at,
                greatest(0, floor(extract(epoch from resolved_at)) - floor(extract(epoch from created_at)))::int8 as seconds
            from core.task where state = 'resolved'
        ) as t on t.resolved_at >= p.starts and t.resolved_at < p.ends
        join nightly.incident f on f.incident_id = t.incident_id and f.counted
        cross join lateral (values ('', ''), ('type', f.type), ('severity', f.severity), ('team', f.team))
            as d (dimension, value)
        join (values ('open', false), ('all', true)) as a (audience, sees_restricted)
            on a.sees_restricted or not f.restricted
        group by p.day, d.dimension, d.value, a.audience
        """

    private static func clear(_ name: String, _ days: [TallyRows.DaySpan]) -> Statement {
        Statement(
            """
            delete from nightly.tally where name = $1
                and day in (select date '1970-01-01' + number from unnest($2::int4[]) number)
            """, [.text(name), .int4Array(days.map { Int32($0.day.number) })])
    }

    private static func binds(_ days: [TallyRows.DaySpan]) -> [PostgresValue] {
        [
            .int4Array(days.map { Int32($0.day.number) }), .timestamptzArray(days.map(\.span.lowerBound)),
            .timestamptzArray(days.map(\.span.upperBound)),
        ]
    }
}
