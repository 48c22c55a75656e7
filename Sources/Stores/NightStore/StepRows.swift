public import Forecast
public import FoundationEssentials
import IncidentStore
public import Nights
public import Postgres

/// The rows of `nightly.step`: what became of each step of each night.
public enum StepRows {
    /// The nights from a day on, the oldest first. A step that says it runs, while nobody is at it, has failed.
    public static func nights(from day: Day, in database: some Querying) async throws -> [NightRecord] {
        let rows = try await database.query(
            Statement(
                """
                select s.day - date '1970-01-01' as day, s.name, s.rows, s.seconds, s.error, s.state,
                    s.state = 'running' and not exists (
                        select from pg_locks l join unnest($2::text[], $3::int8[]) as k (name, key) on k.name = s.name
                        where l.locktype = 'advisory' and l.granted and l.objsubid = 1
                            and l.database = (select oid from pg_database where datname = current_database())
                            and l.classid::int8 = (k.key >> 32) & 4294967295 and l.objid::int8 = k.key & 4294967295
                    ) as is_dead
                from nightly.step s where s.day >= date '1970-01-01' + $1::int4 order by s.day
                """,
                [
                    .int4(Int32(day.number)), .textArray(StepName.allCases.map(\.rawValue)),
                    .int8Array(StepName.allCases.map(lockKey)),
                ]))
        var steps: [Day: [NightStep]] = [:]
        for row in rows {
            guard let name = StepName(rawValue: try row.decode("name")) else { continue }
            let isDead: Bool = try row.decode("is_dead")
            let number: Int32 = try row.decode("day")
            steps[Day(number: Int(number)), default: []].append(
                NightStep(
                    name, isDead ? .failed : try row.enumeration("state"), rows: try row.decode("rows"),
                    seconds: try row.decode("seconds"),
                    error: isDead ? "whoever was at it has died; the next run computes it" : try row.decode("error")))
        }
        return steps.map { NightRecord(day: $0, written: $1) }.sorted { $0.day < $1.day }
    }

    /// The last day of which a step is done; `nil` when it never was.
    public static func lastDone(_ name: StepName, in database: some Querying) async throws -> Day? {
        let row = try await database.query(
            Statement(
                "select max(day) - date '1970-01-01' as day from nightly.step where name = $1 and state = 'done'",
                [.text(name.rawValue)])
        ).first
        return try row?.decode("day", as: Int32?.self).map { Day(number: Int($0)) }
    }

    /// The number of the lock of a step, of whichever day: whoever holds it is at it.
    public static func lockKey(_ name: StepName) -> Int64 { AdvisoryLock.key("nightly", name.rawValue) }

    /// Notes that a night is to be computed.
    public static func expect(_ day: Day) -> Statement {
        Statement(
            """
            insert into nightly.step (day, name) select date '1970-01-01' + $1::int4, name from unnest($2::text[]) name
            on conflict do nothing
            """, [.int4(Int32(day.number)), .textArray(StepName.allCases.map(\.rawValue))])
    }

    /// Notes that a step is begun.
    public static func begin(_ name: StepName, of day: Day) -> Statement {
        Statement(
            """
            update nightly.step set state = 'running', began_at = clock_timestamp(), ended_at = null, rows = 0, seconds = null,
                error = null
            where day = date '1970-01-01' + $1::int4 and name = $2
            """, [.int4(Int32(day.number)), .text(name.rawValue)])
    }

    /// Notes what became of a step.
    public static func end(_ step: NightStep, of day: Day) -> Statement {
        Statement(
            """
            update nightly.step set state = $3, rows = $4, error = $5, ended_at = clock_timestamp(),
                seconds = coalesce($6, extract(epoch from clock_timestamp() - began_at))
            where day = date '1970-01-01' + $1::int4 and name = $2 returning seconds
            """,
            [
                .int4(Int32(day.number)), .text(step.name.rawValue), .text(step.state.rawValue), .int(step.rows),
                .init(step.error), step.seconds.map(PostgresValue.double) ?? .null,
            ])
    }

    /// What another run has made of a step since a moment; `nil` when none has ended it.
    public static func ended(
        _ name: StepName, of day: Day, since moment: Date, in database: some Querying
    ) async throws -> NightStep? {
        let row = try await database.query(
            Statement(
                """
                select state, rows, seconds, error from nightly.step
                where day = date '1970-01-01' + $1::int4 and name = $2 and state in ('done', 'skipped') and began_at > $3
                """, [.int4(Int32(day.number)), .text(name.rawValue), .timestamptz(moment)])
        ).first
        guard let row else { return nil }
        return NightStep(
            name, try row.enumeration("state"), rows: try row.decode("rows"), seconds: try row.decode("seconds"),
            error: try row.decode("error"))
    }
}
