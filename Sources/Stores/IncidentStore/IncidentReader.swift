public import FoundationEssentials
public import Incident
public import Postgres

/// Reads incidents and what belongs to them.
public enum IncidentReader {
    /// The incident with this id; `nil` when there is none.
    public static func incident(_ id: UUID, in database: some Querying) async throws -> IncidentRecord? {
        try await database.query(byIDs([id])).first.map { row in try IncidentRecord(row) }
    }

    /// The incidents with these ids, in no particular order; those that are not there are left out.
    public static func incidents(_ ids: [UUID], in database: some Querying) async throws -> [IncidentRecord] {
        try await database.query(byIDs(ids)).map { row in try IncidentRecord(row) }
    }

    /// The incident with this name; `nil` when there is none.
    public static func incident(_ name: IncidentName, in database: some Querying) async throws -> IncidentRecord? {
        try await database.query(byNumber(name.number)).first.map { row in try IncidentRecord(row) }
    }

    /// The incident with this name and everything that belongs to it, in one round trip; `nil` when there is none.
    public static func detail(_ name: IncidentName, in database: some Querying) async throws -> IncidentDetail? {
        let results = try await database.pipeline([
            byNumber(name.number), resources(of: name), participants(of: name), alerts(of: name), timeline(of: name),
        ])
        guard let incident = try results[0].first.map({ row in try IncidentRecord(row) }) else { return nil }
        return IncidentDetail(
            incident: incident, resources: try results[1].map { row in try ResourceRecord(row) },
            participants: try results[2].map { row in try ParticipantRecord(row) },
            alerts: try results[3].map { row in try AlertRecord(row) },
            timeline: try results[4].reversed().map { row in try TimelineEntry(row) })
    }

    /// The incident with this id, its people and its places, in one round trip; `nil` when there is none.
    public static func response(
        _ id: UUID, in database: some Querying
    ) async throws -> (incident: IncidentRecord, participants: [ParticipantRecord], resources: [ResourceRecord])? {
        let results = try await database.pipeline([byIDs([id]), participants(of: id), resources(of: id)])
        guard let incident = try results[0].first.map({ row in try IncidentRecord(row) }) else { return nil }
        return (
            incident, try results[1].map { row in try ParticipantRecord(row) },
            try results[2].map { row in try ResourceRecord(row) }
        )
    }

    /// Incidents, the newest first.
    /// - Parameters:
    ///   - statuses: those that are wanted; empty for all.
    ///   - visibilities: those that the reader may see.
    ///   - cursor: ``Page/nextCursor`` of the page before.
    ///   - limit: of one page, 1 to 200.
    /// - Throws: ``IncidentStoreError/Code/invalidCursor``, or `PostgresError`.
    public static func list(
        statuses: [IncidentStatus] = [], visibilities: [Visibility] = Visibility.allCases, after cursor: String? = nil,
        limit: Int = 50, in database: some Querying
    ) async throws -> Page<IncidentRecord> {
        let before = try cursor.map { text in
            guard let number = Int64(text), number > 0 else {
                throw IncidentStoreError(.invalidCursor, "`\(text.prefix(40))`")
            }
            return number
        }
        let rows = try await database.query(
            newest(
                statuses: statuses.isEmpty ? IncidentStatus.allCases : statuses, visibilities: visibilities,
                before: before, count: limit + 1))
        return Page(try rows.map { row in try IncidentRecord(row) }, limit: limit) { String($0.number) }
    }

    /// The incident's participants, in the order they joined.
    public static func participants(of id: UUID, in database: some Querying) async throws -> [ParticipantRecord] {
        try await database.query(participants(of: id)).map { row in try ParticipantRecord(row) }
    }

    /// The incident's resources, by kind.
    public static func resources(of id: UUID, in database: some Querying) async throws -> [ResourceRecord] {
        try await database.query(resources(of: id)).map { row in try ResourceRecord(row) }
    }

    /// The incident's timeline in its order.
    /// - Parameters:
    ///   - after: the id of the last entry that is known; `nil` for the beginning.
    ///   - limit: 1 to 1000.
    public static func timeline(
        of id: UUID, after: UUID? = nil, limit: Int = 200, in database: some Querying
    ) async throws -> Page<TimelineEntry> {
        let first = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        let rows = try await database.query(
            Statement(
                """
                select id, at, kind, actor, text from core.timeline
                where incident_id = $1 and id > $2 order by id limit $3
                """, [.uuid(id), .uuid(after ?? first), .int(limit + 1)]))
        return Page(try rows.map { row in try TimelineEntry(row) }, limit: limit) { $0.id.uuidString.lowercased() }
    }
}
