public import FoundationEssentials
public import Incident
public import Postgres

/// What rows of history say of incidents at a moment.
public enum PastValues {
    /// Since when a release keeps history, by the number of the migration that began it: what an incident was before, nobody
    /// knows.
    public static func beginnings(in database: some Querying) async throws -> [Int: Date] {
        try await database.query(
            Statement(
                "select number, applied_at from core.applied_migration where owner = 'core' and number in (27, 31, 35)",
                [])
        ).reduce(into: [:]) { beginnings, row in
            beginnings[Int(try row.decode("number", as: Int32.self))] = try row.decode("applied_at")
        }
    }

    /// What fields of an incident were at a moment, of those that have become another since.
    public static func fields(
        of incident: UUID, at moment: Date, in database: some Querying
    ) async throws -> [String: String] {
        try await database.query(
            Statement(
                """
                select distinct on (field) field, value from core.former_value
                where incident_id = $1 and until > $2 order by field, until, id
                """, [.uuid(incident), .timestamptz(moment)])
        ).reduce(into: [:]) { values, row in values[try row.decode("field")] = try row.decode("value") }
    }

    /// The statuses that an incident got until a moment, the first first.
    public static func statuses(
        of incident: UUID, until moment: Date, in database: some Querying
    ) async throws -> [(status: IncidentStatus, at: Date)] {
        try await database.query(
            Statement(
                "select status, at from core.status_change where incident_id = $1 and at <= $2 order by at, id",
                [.uuid(incident), .timestamptz(moment)])
        ).map { row in (try row.enumeration("status"), try row.decode("at")) }
    }

    /// The newest lines of an incident's timeline that were there at a moment, the oldest of them first; none when it is not there
    /// for the viewer.
    public static func timeline(
        of incident: UUID, at moment: Date, for viewer: Viewer, limit: Int, in database: some Querying
    ) async throws -> [TimelineEntry] {
        try await database.query(
            Statement(
                """
                select t.id, t.at, t.kind, t.actor, t.text
                from core.timeline t join core.incident i on i.id = t.incident_id
                where t.incident_id = $1 and i.visibility = any($2) and t.at <= $3 order by t.at desc, t.id desc limit $4
                """, [.uuid(incident), viewer.bind, .timestamptz(moment), .int(limit)])
        ).map { row in try TimelineEntry(row) }.reversed()
    }

    /// The newest alerts that belonged to an incident at a moment, the newest first, as they are now: those that it had before it
    /// was merged into another, and not those that came by a later merge.
    public static func alerts(
        of incident: UUID, at moment: Date, for viewer: Viewer, limit: Int, in database: some Querying
    ) async throws -> [AlertRecord] {
        try await database.query(
            Statement(
                """
                with recursive up as (
                    select $1::uuid as id, '-infinity'::timestamptz as passed_at
                    union
                    select m.into_id, greatest(m.merged_at, up.passed_at)
                    from up join core.incident_merge m on m.incident_id = up.id
                    where m.undone_at is null
                )
                select a.id, a.source, a.format, a.dedup_key, a.status, a.severity, a.title, a.description,
                    a.labels::text as labels, a.url, a.count, a.outcome, a.reason, a.route, h.silence_id, h.maintenance,
                    i.name as incident, a.started_at, a.first_at, a.last_at,
                    core.is_doubtful(a.status, a.last_at, a.doubtful_after) as doubtful
                from core.alert a join core.incident i on i.id = $1
                    left join core.held_alert h on h.alert_id = a.id
                where i.visibility = any($2) and a.first_at <= $3 and a.incident_id in (select id from up)
                    and case when a.incident_id = $1 and a.merged_from is null then true
                        when a.incident_id = $1 then not exists (
                            select from core.incident_merge m
                            where m.incident_id = a.merged_from and m.undone_at is null and m.merged_at > $3)
                        when a.merged_from = $1 then exists (
                            select from core.incident_merge m
                            where m.incident_id = $1 and m.undone_at is null and m.merged_at > $3)
                        else false end
                order by a.id desc limit $4
                """, [.uuid(incident), viewer.bind, .timestamptz(moment), .int(limit)])
        ).map { row in try AlertRecord(row) }
    }
}
