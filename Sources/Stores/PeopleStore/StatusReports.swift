import Encodings
public import FoundationEssentials
public import Incident
public import IncidentStore
public import Postgres

/// The rows of `core.status_report`. Append-only.
public enum StatusReports {
    private static let columns = """
        select r.id, i.name as incident, r.at, r.author, r.conditions, r.actions, r.needs, r.audience
        from core.status_report r join core.incident i on i.id = r.incident_id
        """

    /// Reports of an incident, the newest first; none when it is not there for the viewer.
    /// - Parameters:
    ///   - cursor: `Page.nextCursor` of the page before.
    ///   - limit: of one page, 1 to 200.
    /// - Throws: `IncidentStoreError.Code.invalidCursor`, or `PostgresError`.
    public static func list(
        of incident: UUID, for viewer: Viewer, after cursor: String? = nil, limit: Int, in database: some Querying
    ) async throws -> Page<StatusReport> {
        let before = try cursor.map { text in
            guard let id = UUIDText.uuid(from: text) else {
                throw IncidentStoreError(.invalidCursor, "`\(text.prefix(40))`")
            }
            return id
        }
        let reports = try await database.query(
            Statement(
                SQL(
                    trusted: """
                        \(columns) where r.incident_id = $1 and i.visibility = any($2) and ($3::uuid is null or r.id < $3)
                        order by r.id desc limit $4
                        """),
                [.uuid(incident), .textArray(viewer.visibilities.map(\.rawValue)), .init(before), .int(limit + 1)])
        ).map { row in try StatusReport(row) }
        let shown = Array(reports.prefix(limit))
        return Page(
            items: shown, nextCursor: reports.count > limit ? shown.last.map { UUIDText.string(from: $0.id) } : nil)
    }

    /// Reports by their ids, for a process at its own work; those that are none are left out.
    public static func reports(_ ids: [UUID], in database: some Querying) async throws -> [UUID: StatusReport] {
        try await database.query(Statement(SQL(trusted: "\(columns) where r.id = any($1)"), [.uuidArray(ids)]))
            .reduce(into: [:]) { reports, row in
                let report = try StatusReport(row)
                reports[report.id] = report
            }
    }

    /// Writes a report.
    public static func insert(_ report: StatusReport, of incident: UUID) -> Statement {
        Statement(
            """
            insert into core.status_report (id, incident_id, at, author, conditions, actions, needs, audience)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .uuid(report.id), .uuid(incident), .timestamptz(report.at), .text(report.author),
                .text(report.conditions), .text(report.actions), .text(report.needs), .text(report.audience.rawValue),
            ])
    }
}
