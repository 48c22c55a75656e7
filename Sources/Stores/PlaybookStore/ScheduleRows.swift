public import FoundationEssentials
import IncidentStore
public import JSON
public import Postgres

/// The rows of `playbook_runner.schedule`: when playbooks start by the clock.
public enum ScheduleRows {
    /// A schedule of the configuration.
    public struct Wanted: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// The playbook's name.
        public var playbook: String
        /// Cron line and zone.
        public var rule: String
        /// When it is due by this rule, from now on; `nil` for never.
        public var dueAt: Date?

        /// A schedule with all that its row needs.
        public init(name: String, playbook: String, rule: String, dueAt: Date?) {
            self.name = name
            self.playbook = playbook
            self.rule = rule
            self.dueAt = dueAt
        }
    }

    /// A schedule that is due.
    public struct Due: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// When it was due.
        public var at: Date
        /// The database's clock.
        public var now: Date
    }

    /// Brings the rows to what a version of the configuration says. What has another rule than before is due by that one; what
    /// has the same stays due, also when that has passed. A version that is older than a row's changes nothing of it.
    public static func keep(_ schedules: [Wanted], version: Int64) -> [Statement] {
        [
            Statement(
                """
                insert into playbook_runner.schedule as s (name, playbook, rule, due_at, configuration)
                select w.*, $5 from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) as w
                on conflict (name) do update set playbook = excluded.playbook, configuration = excluded.configuration,
                    due_at = case when s.rule = excluded.rule then s.due_at else excluded.due_at end,
                    rule = excluded.rule
                where s.configuration < excluded.configuration
                """,
                [
                    .textArray(schedules.map(\.name)), .textArray(schedules.map(\.playbook)),
                    .textArray(schedules.map(\.rule)), .timestamptzArray(schedules.map(\.dueAt)), .int8(version),
                ]),
            Statement(
                "delete from playbook_runner.schedule where name <> all($1) and configuration < $2",
                [.textArray(schedules.map(\.name)), .int8(version)]),
        ]
    }

    /// Takes the schedules that are due to the transaction's end, a hundred at most; what another instance has taken is left to
    /// it.
    public static func due(in database: some Querying) async throws -> [Due] {
        try await database.query(
            Statement(
                """
                select name, due_at, now() as now from playbook_runner.schedule where due_at <= now()
                order by due_at, name limit 100 for update skip locked
                """, [])
        ).map { row in
            Due(name: try row.decode("name"), at: try row.decode("due_at"), now: try row.decode("now"))
        }
    }

    /// A schedule as callers see it.
    public struct Known: Sendable, Hashable {
        /// `name`, `rule`, `due_at`, `started_at` and `problem`.
        public var json: JSON
    }

    /// The schedules that start a playbook, by name.
    public static func schedules(of playbook: String, in database: some Querying) async throws -> [Known] {
        try await database.query(
            Statement(
                """
                select name, rule, due_at, started_at, problem from playbook_runner.schedule where playbook = $1
                order by name limit 1000
                """, [.text(playbook)])
        ).map { row in
            Known(json: [
                "name": .string(try row.decode("name")), "rule": .string(try row.decode("rule")),
                "due_at": .optional(try row.decode("due_at", as: Date?.self)),
                "started_at": .optional(try row.decode("started_at", as: Date?.self)),
                "problem": .optional(try row.decode("problem", as: String?.self)),
            ])
        }
    }

    /// Seconds until the next is due; `nil` when none ever is.
    public static func untilNext(in database: some Querying) async throws -> Double? {
        let rows = try await database.query(
            Statement(
                """
                select extract(epoch from min(due_at) - clock_timestamp())::float8 as seconds from playbook_runner.schedule
                """, []))
        return try rows.first?.decode("seconds", as: Double?.self) ?? nil
    }

    /// Writes what came of one that was due, and when it is due next.
    public static func done(_ due: Due, next: Date?, problem: String?) -> Statement {
        Statement(
            """
            update playbook_runner.schedule set due_at = $2, started_at = case when $3::text is null then $4 else started_at end,
                problem = $3 where name = $1
            """, [.text(due.name), .init(next), .init(problem), .timestamptz(due.at)])
    }
}
