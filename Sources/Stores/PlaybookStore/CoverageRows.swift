public import FoundationEssentials
public import Incident
public import Postgres

/// What alerts came, and what playbooks made of them: counts of what there is for a viewer.
public enum CoverageRows {
    /// Alerts of one type: by their label `event_type`, else `alertname`, else their title, as playbooks know it.
    public struct AlertType: Sendable, Hashable {
        /// The type.
        public var name: String
        /// How many were opened.
        public var alerts: Int
        /// How often their senders said so.
        public var occurrences: Int
        /// How many of them belong to an incident.
        public var withIncident: Int
        /// When the last one came first.
        public var lastAt: Date
        /// The playbook that most of them started; `nil` when none did.
        public var playbook: String?
        /// How many of them that one looked into.
        public var runs: Int
    }

    /// Executions of a playbook that stand, or have ended, in one place.
    public struct Place: Sendable, Hashable {
        /// The playbook's name.
        public var playbook: String
        /// `RUNNING`, or how they ended.
        public var status: String
        /// The state that they left or entered last; `nil` when nothing is known of it, and of those that run.
        public var state: String?
        /// How many executions.
        public var count: Int
    }

    /// A step for people.
    public struct Manual: Sendable, Hashable {
        /// The playbook's name.
        public var playbook: String
        /// The state.
        public var state: String
        /// How many executions reached it.
        public var count: Int
    }

    /// The types of alerts, the most frequent first.
    /// - Parameters:
    ///   - moment: alerts that came since.
    ///   - limit: of types.
    public static func types(
        since moment: Date, limit: Int, for viewer: Viewer, in database: some Querying
    ) async throws -> [AlertType] {
        try await database.query(
            Statement(
                """
                with seen as (
                    select a.id, coalesce(a.labels ->> 'event_type', a.labels ->> 'alertname', a.title) as type, a.count,
                        a.incident_id, a.first_at
                    from core.alert a left join core.incident i on i.id = a.incident_id
                    where a.id >= core.uuid_floor($1) and (a.incident_id is null or i.visibility = any($2))
                ), ranked as (
                    select type, count(*)::int as alerts, sum(count)::int as occurrences,
                        count(incident_id)::int as with_incident, max(first_at) as last_at
                    from seen group by type order by 2 desc, 1 limit $3
                ), run as (
                    select s.type, e.playbook, count(*)::int as runs,
                        row_number() over (partition by s.type order by count(*) desc, e.playbook) as place
                    from ranked r join seen s on s.type = r.type join playbook_runner.execution e on e.alert_id = s.id
                    where e.id >= core.uuid_floor($1) group by s.type, e.playbook
                )
                select r.type, r.alerts, r.occurrences, r.with_incident, r.last_at, run.playbook,
                    coalesce(run.runs, 0) as runs
                from ranked r left join run on run.type = r.type and run.place = 1 order by r.alerts desc, r.type
                """, [.timestamptz(moment), bind(viewer), .int(limit)])
        ).map { row in
            AlertType(
                name: try row.decode("type"), alerts: try row.decode("alerts"),
                occurrences: try row.decode("occurrences"), withIncident: try row.decode("with_incident"),
                lastAt: try row.decode("last_at"), playbook: try row.decode("playbook"), runs: try row.decode("runs"))
        }
    }

    /// Where executions stand and have ended that were started since a moment. The last state is in the history; a history that
    /// holds U+0000, which the database reads no JSON with, tells none.
    public static func places(
        since moment: Date, for viewer: Viewer, in database: some Querying
    ) async throws -> [Place] {
        try await database.query(
            Statement(
                """
                select e.playbook, e.status, last.state, count(*)::int as count
                from playbook_runner.execution e left join core.incident i on i.id = e.incident_id
                    left join lateral (
                        select case when strpos(h.event, '\\u0000') = 0 then coalesce(
                                h.event::json -> 'stateExitedEventDetails' ->> 'name',
                                h.event::json -> 'stateEnteredEventDetails' ->> 'name') end as state
                        from playbook_runner.history h
                        where h.execution_id = e.id and e.status <> 'RUNNING'
                            and (h.type like '%StateExited' or h.type like '%StateEntered')
                        order by h.number desc limit 1
                    ) last on true
                where e.id >= core.uuid_floor($1) and (i.visibility is null or i.visibility = any($2))
                group by 1, 2, 3 order by 1, 4 desc, 2, 3
                """, [.timestamptz(moment), bind(viewer)])
        ).map { row in
            Place(
                playbook: try row.decode("playbook"), status: try row.decode("status"),
                state: try row.decode("state"), count: try row.decode("count"))
        }
    }

    /// Which steps for people were reached by executions that were started since a moment.
    public static func manual(
        since moment: Date, for viewer: Viewer, in database: some Querying
    ) async throws -> [Manual] {
        try await database.query(
            Statement(
                """
                select e.playbook, s.state, count(distinct e.id)::int as count
                from playbook_runner.execution e left join core.incident i on i.id = e.incident_id
                    join playbook_runner.step s on s.execution_id = e.id
                where e.id >= core.uuid_floor($1) and (i.visibility is null or i.visibility = any($2))
                    and s.outcome = 'done' and (s.state like 'Manual%' or s.integration = 'create_task')
                group by 1, 2 order by 1, 3 desc, 2
                """, [.timestamptz(moment), bind(viewer)])
        ).map { row in
            Manual(playbook: try row.decode("playbook"), state: try row.decode("state"), count: try row.decode("count"))
        }
    }

    private static func bind(_ viewer: Viewer) -> PostgresValue { .textArray(viewer.visibilities.map(\.rawValue)) }
}
