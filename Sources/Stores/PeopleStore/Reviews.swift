public import FoundationEssentials
public import Incident
public import Postgres

/// The rows of `core.review_version`, `core.review_publication` and `core.review_action`. Append-only.
public enum Reviews {
    private static let columns = """
        select v.id, i.name as incident, v.number, v.at, v.author, v.what_happened, v.impact, v.went_well, v.lessons
        from core.review_version v join core.incident i on i.id = v.incident_id
        """

    /// The review of an incident as it is now; `nil` before there is a draft, and when the incident is not there for the viewer.
    public static func current(
        of incident: UUID, for viewer: Viewer, in database: some Querying
    ) async throws -> ReviewVersion? {
        try await database.query(
            Statement(
                SQL(
                    trusted: """
                        \(columns) where v.incident_id = $1 and i.visibility = any($2) order by v.number desc limit 1
                        """), [.uuid(incident), .textArray(viewer.visibilities.map(\.rawValue))])
        ).first.map { row in try ReviewVersion(row) }
    }

    /// The last publication of an incident's review; `nil` when there was none.
    public static func publication(
        of incident: UUID, for viewer: Viewer, in database: some Querying
    ) async throws -> ReviewPublication? {
        try await database.query(
            Statement(
                """
                select p.id, p.number, p.at, p.published_by
                from core.review_publication p join core.incident i on i.id = p.incident_id
                where p.incident_id = $1 and i.visibility = any($2) order by p.number desc, p.id desc limit 1
                """, [.uuid(incident), .textArray(viewer.visibilities.map(\.rawValue))])
        ).first.map { row in try ReviewPublication(row) }
    }

    /// What was published under these ids, for a process at its own work; ids that are none are left out.
    public static func published(_ ids: [UUID], in database: some Querying) async throws -> [UUID: ReviewVersion] {
        try await database.query(
            Statement(
                """
                select p.id as publication, v.id, i.name as incident, v.number, v.at, v.author, v.what_happened, v.impact,
                    v.went_well, v.lessons
                from core.review_publication p
                join core.review_version v on v.incident_id = p.incident_id and v.number = p.number
                join core.incident i on i.id = v.incident_id where p.id = any($1)
                """, [.uuidArray(ids)])
        ).reduce(into: [:]) { versions, row in
            versions[try row.decode("publication")] = try ReviewVersion(row)
        }
    }

    /// The ids of the tasks that are to keep it from happening again, in the order in which they were added.
    public static func actions(of incident: UUID, in database: some Querying) async throws -> [UUID] {
        try await database.query(
            Statement(
                """
                select task_id from core.review_action where incident_id = $1 order by added_at, task_id limit 500
                """, [.uuid(incident)])
        ).map { try $0.decode("task_id") }
    }

    // MARK: Writing

    /// Writes the draft, unless there is a review already. Returns its `number` when it is new.
    public static func draft(_ texts: ReviewTexts, of incident: UUID, id: UUID) -> Statement {
        Statement(
            """
            insert into core.review_version (id, incident_id, number, author, what_happened, impact, went_well, lessons)
            values ($1, $2, 1, 'muster', $3, $4, $5, $6) on conflict (incident_id, number) do nothing returning number
            """,
            [
                .uuid(id), .uuid(incident), .text(texts.whatHappened), .text(texts.impact), .text(texts.wentWell),
                .text(texts.lessons),
            ])
    }

    /// Writes the next version; the incident's row is held, so that each has its number.
    public static func insert(_ version: ReviewVersion, of incident: UUID) -> Statement {
        Statement(
            """
            insert into core.review_version
                (id, incident_id, number, at, author, what_happened, impact, went_well, lessons)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .uuid(version.id), .uuid(incident), .int4(Int32(clamping: version.number)), .timestamptz(version.at),
                .text(version.author), .text(version.texts.whatHappened), .text(version.texts.impact),
                .text(version.texts.wentWell), .text(version.texts.lessons),
            ])
    }

    /// Writes that a version was published.
    public static func publish(_ publication: ReviewPublication, of incident: UUID) -> Statement {
        Statement(
            """
            insert into core.review_publication (id, incident_id, number, at, published_by) values ($1, $2, $3, $4, $5)
            """,
            [
                .uuid(publication.id), .uuid(incident), .int4(Int32(clamping: publication.number)),
                .timestamptz(publication.at), .text(publication.by),
            ])
    }

    /// Adds tasks to those of the review; what is one already stays as it is.
    public static func add(_ tasks: [UUID], to incident: UUID) -> Statement {
        Statement(
            """
            insert into core.review_action (task_id, incident_id) select t.id, $2 from unnest($1::uuid[]) as t (id)
            on conflict do nothing
            """, [.uuidArray(tasks), .uuid(incident)])
    }
}
