public import FoundationEssentials
public import Incident
public import Postgres

/// Reads alerts.
public enum AlertReader {
    /// The alert with this id; `nil` when there is none.
    public static func alert(_ id: UUID, in database: some Querying) async throws -> AlertRecord? {
        try await database.query(
            Statement(
                """
                select a.id, a.source, a.format, a.dedup_key, a.status, a.severity, a.title, a.count, a.outcome,
                    a.reason, a.route, i.name as incident, a.first_at, a.last_at
                from core.alert a left join core.incident i on i.id = a.incident_id
                where a.id = $1
                """, [.uuid(id)])
        ).first.map { row in try AlertRecord(row) }
    }

    /// Alerts, the newest first.
    /// - Parameters:
    ///   - statuses: those that are wanted; empty for all.
    ///   - cursor: ``Page/nextCursor`` of the page before.
    ///   - limit: of one page, 1 to 200.
    /// - Throws: ``IncidentStoreError/Code/invalidCursor``, or `PostgresError`.
    public static func list(
        statuses: [AlertStatus] = [], after cursor: String? = nil, limit: Int = 50, in database: some Querying
    ) async throws -> Page<AlertRecord> {
        let last = UUID(
            uuid: (255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
        let before = try cursor.map { text in
            guard let id = UUID(uuidString: text) else {
                throw IncidentStoreError(.invalidCursor, "`\(text.prefix(40))`")
            }
            return id
        }
        let wanted = (statuses.isEmpty ? AlertStatus.allCases : statuses).map(\.rawValue)
        let rows = try await database.query(
            Statement(
                """
                select a.id, a.source, a.format, a.dedup_key, a.status, a.severity, a.title, a.count, a.outcome,
                    a.reason, a.route, i.name as incident, a.first_at, a.last_at
                from core.alert a left join core.incident i on i.id = a.incident_id
                where a.status = any($1) and a.id < $2 order by a.id desc limit $3
                """, [.textArray(wanted), .uuid(before ?? last), .int(limit + 1)]))
        return Page(try rows.map { row in try AlertRecord(row) }, limit: limit) { $0.id.uuidString.lowercased() }
    }
}
