public import Incident
public import Postgres

/// Which incidents somebody looks for.
public struct IncidentFilter: Sendable, Hashable {
    /// Where they stand; empty for anywhere.
    public var statuses: [IncidentStatus] = []
    /// Of this type; `nil` for any.
    public var type: String?
    /// Of this severity; `nil` for any.
    public var severity: String?
    /// What the title has, in any case; `nil` for any title.
    public var words: String?
    /// Those in which this person takes part; `nil` for any.
    public var participant: String?

    /// All incidents.
    public init() {}
}

extension Incidents {
    /// Incidents that are there for somebody, the newest first.
    /// - Parameters:
    ///   - viewer: what is there for them wherever they take no part.
    ///   - email: who looks: incidents in which they take part are there for them though they are restricted. `nil` for a key.
    ///   - cursor: ``Page/nextCursor`` of the page before.
    ///   - limit: of one page, 1 to 200.
    /// - Throws: ``IncidentStoreError/Code/invalidCursor``, or `PostgresError`.
    public static func find(
        _ filter: IncidentFilter, for viewer: Viewer, person email: String?, after cursor: String? = nil,
        limit: Int = 50, in database: some Querying
    ) async throws -> Page<IncidentRecord> {
        let before = try cursor.map { text in
            guard let number = Int64(text), number > 0, String(number) == text else {
                throw IncidentStoreError(.invalidCursor, "`\(text.prefix(40))`")
            }
            return number
        }
        let statuses = filter.statuses.isEmpty ? IncidentStatus.allCases : filter.statuses
        let rows = try await database.query(
            Statement(
                """
                select i.* from core.incident_overview i
                where i.status = any($1) and i.number < $2
                    and (i.visibility = any($3) or exists (
                        select from core.participant p where p.incident_id = i.id and lower(p.email) = lower($4)
                            and (p.expires_at is null or p.expires_at > now())))
                    and ($5::text is null or i.type = $5) and ($6::text is null or i.severity = $6)
                    and ($7::text is null or position(lower($7) in lower(i.title)) > 0)
                    and ($8::text is null or exists (
                        select from core.participant p where p.incident_id = i.id and lower(p.email) = lower($8)))
                order by i.number desc limit $9
                """,
                [
                    .textArray(statuses.map(\.rawValue)), .int8(before ?? Int64.max), viewer.bind, .init(email),
                    .init(filter.type), .init(filter.severity), .init(filter.words), .init(filter.participant),
                    .int(limit + 1),
                ]))
        return Page(try rows.map { row in try IncidentRecord(row) }, limit: limit) { String($0.number) }
    }
}
