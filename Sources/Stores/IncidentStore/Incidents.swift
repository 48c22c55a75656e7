public import FoundationEssentials
public import Incident
public import Postgres

/// The rows of `core.incident`.
public enum Incidents {
    /// The incident with this id; `nil` when there is none for the viewer.
    public static func incident(
        _ id: UUID, for viewer: Viewer, in database: some Querying
    ) async throws -> IncidentRecord? {
        try await incidents([id], for: viewer, in: database).first
    }

    /// The incidents with these ids, in no particular order; those that are not there for the viewer are left out.
    public static func incidents(
        _ ids: [UUID], for viewer: Viewer, in database: some Querying
    ) async throws -> [IncidentRecord] {
        try await database.query(byIDs(ids, for: viewer)).map { row in try IncidentRecord(row) }
    }

    /// The incident with this name; `nil` when there is none for the viewer.
    public static func incident(
        _ name: IncidentName, for viewer: Viewer, in database: some Querying
    ) async throws -> IncidentRecord? {
        try await database.query(byNumber(name.number, for: viewer)).first.map { row in try IncidentRecord(row) }
    }

    /// Incidents that are there for the viewer, the newest first.
    /// - Parameters:
    ///   - statuses: those that are wanted; empty for all.
    ///   - cursor: ``Page/nextCursor`` of the page before.
    ///   - limit: of one page, 1 to 200.
    /// - Throws: ``IncidentStoreError/Code/invalidCursor``, or `PostgresError`.
    public static func list(
        statuses: [IncidentStatus] = [], for viewer: Viewer, after cursor: String? = nil, limit: Int = 50,
        in database: some Querying
    ) async throws -> Page<IncidentRecord> {
        let before = try cursor.map { text in
            guard let number = Int64(text), number > 0, String(number) == text else {
                throw IncidentStoreError(.invalidCursor, "`\(text.prefix(40))`")
            }
            return number
        }
        let wanted = statuses.isEmpty ? IncidentStatus.allCases : statuses
        let rows = try await database.query(
            Statement(
                """
                select * from core.incident_overview
                where status = any($1) and visibility = any($2) and number < $3
                order by number desc limit $4
                """,
                [
                    .textArray(wanted.map(\.rawValue)), viewer.bind, .int8(before ?? Int64.max), .int(limit + 1),
                ]))
        return Page(try rows.map { row in try IncidentRecord(row) }, limit: limit) { String($0.number) }
    }

    static func byIDs(_ ids: [UUID], for viewer: Viewer) -> Statement {
        Statement(
            "select * from core.incident_overview where id = any($1) and visibility = any($2)",
            [.uuidArray(ids), viewer.bind])
    }

    static func byNumber(_ number: Int64, for viewer: Viewer) -> Statement {
        Statement(
            "select * from core.incident_overview where number = $1 and visibility = any($2)",
            [.int8(number), viewer.bind])
    }

    // MARK: Writing

    /// Takes the row to its transaction's end; what is read after it is what nobody else changes meanwhile. Returns a row
    /// when the incident is there.
    public static func lock(_ id: UUID) -> Statement {
        Statement("select id from core.incident where id = $1 for update", [.uuid(id)])
    }

    /// As the other, by name, beside those who only refer to the row.
    public static func lock(_ name: IncidentName) -> Statement {
        Statement("select id from core.incident where number = $1 for no key update", [.int8(name.number)])
    }

    /// As the others, of several, in the order of their ids; beside those who only refer to the rows.
    static func lock(_ ids: [UUID]) -> Statement {
        Statement(
            "select id from core.incident where id = any($1) order by id for no key update", [.uuidArray(ids)])
    }

    /// Writes incidents that are being opened, whose numbers the database gives; returns `id` and `number` of each.
    /// - Parameter worst: how bad the worst alert of each is, of those that have any.
    public static func insert(_ incidents: [IncidentRecord], worst: [UUID: AlertSeverity] = [:]) -> Statement {
        Statement(
            """
            insert into core.incident (id, title, description, type, severity, priority, visibility, source, drill,
                alert_count, detected_at, reported_at, updated_at, storm, alerts_worst)
            select i.id, i.title, i.description, i.type, i.severity, i.priority, i.visibility, i.source, i.drill,
                i.alert_count, i.detected_at, i.at, i.at, i.storm, i.alerts_worst
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                $9::bool[], $10::int4[], $11::timestamptz[], $12::timestamptz[], $13::text[], $14::text[])
                as i (id, title, description, type, severity, priority, visibility, source, drill, alert_count,
                    detected_at, at, storm, alerts_worst)
            returning id, number
            """,
            [
                .uuidArray(incidents.map(\.id)), .textArray(incidents.map(\.title)),
                .textArray(incidents.map(\.description)), .textArray(incidents.map(\.type)),
                .textArray(incidents.map(\.severity)), .textArray(incidents.map(\.priority)),
                .textArray(incidents.map(\.visibility.rawValue)), .textArray(incidents.map(\.source.rawValue)),
                .boolArray(incidents.map(\.drill)), .int4Array(incidents.map { Int32(clamping: $0.alertCount) }),
                .timestamptzArray(incidents.map(\.detectedAt)), .timestamptzArray(incidents.map(\.reportedAt)),
                .textArray(incidents.map(\.storm)), .textArray(incidents.map { worst[$0.id]?.rawValue }),
            ])
    }

    /// The numbers by id, of the rows that ``insert(_:)`` returns.
    public static func numbers(_ rows: PostgresResult) throws(PostgresError) -> [UUID: Int64] {
        var numbers: [UUID: Int64] = [:]
        for row in rows { numbers[try row.decode("id")] = try row.decode("number", as: Int64.self) }
        return numbers
    }

    /// Writes all that can change of a record.
    public static func update(_ record: IncidentRecord) -> Statement {
        Statement(
            """
            update core.incident set status = $2, severity = $3, priority = $4, title = $5, description = $6, type = $7,
                visibility = $8, version = $9, stable_at = $10, closed_at = $11, updated_at = $12, settles_at = $13,
                paging_ended_at = $14
            where id = $1
            """,
            [
                .uuid(record.id), .text(record.status.rawValue), .text(record.severity), .text(record.priority),
                .text(record.title), .text(record.description), .text(record.type), .text(record.visibility.rawValue),
                .int4(Int32(record.version)), .init(record.stableAt), .init(record.closedAt),
                .timestamptz(record.updatedAt), .init(record.settlesAt), .init(record.pagingEndedAt),
            ])
    }

    /// Notes that everything is there, unless that was noted before. Returns `id` and the new `version` of each of which it
    /// was not. Whoever notes it of several holds their rows.
    public static func assembled(_ ids: [UUID]) -> Statement {
        Statement(
            """
            update core.incident set assembled_at = now(), version = version + 1, updated_at = now()
            where id = any($1) and assembled_at is null returning id, version
            """, [.uuidArray(ids)])
    }
}

extension Viewer {
    /// The visibilities of what is there for them, for `visibility = any($n)`.
    var bind: PostgresValue { .textArray(visibilities.map(\.rawValue)) }
}
