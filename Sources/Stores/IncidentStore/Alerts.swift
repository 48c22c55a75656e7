import Encodings
public import FoundationEssentials
public import Incident
public import Postgres

/// The rows of `core.alert`. An alert of an incident that is not there for a viewer is not there either.
public enum Alerts {
    /// The alert with this id; `nil` when there is none for the viewer.
    public static func alert(
        _ id: UUID, for viewer: Viewer, in database: some Querying
    ) async throws -> AlertRecord? {
        try await database.query(
            Statement(
                """
                select a.id, a.source, a.format, a.dedup_key, a.status, a.severity, a.title, a.description,
                    a.labels::text as labels, a.url, a.count, a.outcome, a.reason, a.route, h.silence_id,
                    h.maintenance, i.name as incident, a.started_at, a.first_at, a.last_at,
                    core.is_doubtful(a.status, a.last_at, a.doubtful_after) as doubtful
                from core.alert a left join core.incident i on i.id = a.incident_id
                    left join core.held_alert h on h.alert_id = a.id
                where a.id = $1 and (a.incident_id is null or i.visibility = any($2))
                """, [.uuid(id), viewer.bind])
        ).first.map { row in try AlertRecord(row) }
    }

    /// The newest alert with this deduplication key, of any source; `nil` when there is none for the viewer. Goes from source to
    /// source by the index of keys.
    public static func newest(
        called key: String, for viewer: Viewer, in database: some Querying
    ) async throws -> AlertRecord? {
        let rows = try await database.query(
            Statement(
                """
                with recursive sources as (
                    (select source from core.alert order by source limit 1)
                    union all
                    select (select a.source from core.alert a where a.source > s.source order by a.source limit 1)
                    from sources s where s.source is not null
                )
                select a.id from sources s cross join lateral (
                    select a.id from core.alert a left join core.incident i on i.id = a.incident_id
                    where a.source = s.source and a.dedup_key = $1
                        and (a.incident_id is null or i.visibility = any($2))
                    order by a.id desc limit 1) a
                where s.source is not null order by a.id desc limit 1
                """, [.text(key), viewer.bind]))
        guard let id = try rows.first?.decode("id", as: UUID.self) else { return nil }
        return try await alert(id, for: viewer, in: database)
    }

    /// Alerts that are there for the viewer, the newest first.
    /// - Parameters:
    ///   - statuses: those that are wanted; empty for all.
    ///   - incident: the one they belong to; `nil` for all.
    ///   - cursor: ``Page/nextCursor`` of the page before.
    ///   - limit: of one page, 1 to 200.
    /// - Throws: ``IncidentStoreError/Code/invalidCursor``, or `PostgresError`.
    public static func list(
        statuses: [AlertStatus] = [], of incident: IncidentName? = nil, for viewer: Viewer, after cursor: String? = nil,
        limit: Int = 50, in database: some Querying
    ) async throws -> Page<AlertRecord> {
        let last = UUID(
            uuid: (255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
        let before = try cursor.map { text in
            guard let id = UUIDText.uuid(from: text) else {
                throw IncidentStoreError(.invalidCursor, "`\(text.prefix(40))`")
            }
            return id
        }
        let wanted = (statuses.isEmpty ? AlertStatus.allCases : statuses).map(\.rawValue)
        let rows = try await database.query(
            Statement(
                """
                select a.id, a.source, a.format, a.dedup_key, a.status, a.severity, a.title, a.description,
                    a.labels::text as labels, a.url, a.count, a.outcome, a.reason, a.route, h.silence_id,
                    h.maintenance, i.name as incident, a.started_at, a.first_at, a.last_at,
                    core.is_doubtful(a.status, a.last_at, a.doubtful_after) as doubtful
                from core.alert a left join core.incident i on i.id = a.incident_id
                    left join core.held_alert h on h.alert_id = a.id
                where a.status = any($1) and a.id < $2 and (a.incident_id is null or i.visibility = any($3))
                    and ($5::int8 is null
                        or a.incident_id = (select id from core.incident where number = $5 and visibility = any($3)))
                order by a.id desc limit $4
                """,
                [
                    .textArray(wanted), .uuid(before ?? last), viewer.bind, .int(limit + 1), .init(incident?.number),
                ]))
        return Page(try rows.map { row in try AlertRecord(row) }, limit: limit) { UUIDText.string(from: $0.id) }
    }

    /// The newest alerts of an incident, the newest first.
    static func newest(of name: IncidentName, for viewer: Viewer, limit: Int) -> Statement {
        Statement(
            """
            select a.id, a.source, a.format, a.dedup_key, a.status, a.severity, a.title, a.description,
                a.labels::text as labels, a.url, a.count, a.outcome, a.reason, a.route, h.silence_id, h.maintenance,
                i.name as incident, a.started_at, a.first_at, a.last_at,
                core.is_doubtful(a.status, a.last_at, a.doubtful_after) as doubtful
            from core.alert a join core.incident i on i.id = a.incident_id
                left join core.held_alert h on h.alert_id = a.id
            where i.number = $1 and i.visibility = any($2) order by a.id desc limit $3
            """, [.int8(name.number), viewer.bind, .int(limit)])
    }
}
