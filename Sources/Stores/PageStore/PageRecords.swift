import Encodings
public import FoundationEssentials
public import Incident
public import IncidentStore
public import Postgres

/// Reads pages to show them.
public enum PageRecords {
    /// A page; `nil` when it is not there for the viewer.
    public static func page(_ id: UUID, for viewer: Viewer, in database: some Querying) async throws -> PageRecord? {
        try await read(
            Statement(
                """
                select p.id, p.incident_id, i.name, i.version, p.person, p.urgency, p.policy, p.step, p.reason, p.state,
                    e.state as escalation, e.decided_by, p.due_at, p.handed_at, p.acknowledged_at, p.acknowledged_by
                from paging.page p join core.incident i on i.id = p.incident_id
                join paging.escalation e on e.id = p.escalation_id
                where p.id = $1 and i.visibility = any($2)
                """, [.uuid(id), bind(viewer)]), in: database
        ).first
    }

    /// The newest pages of an incident, in their order.
    public static func pages(
        of incident: UUID, for viewer: Viewer, limit: Int = IncidentDetail.limit, in database: some Querying
    ) async throws -> [PageRecord] {
        try await read(
            Statement(
                """
                select p.id, p.incident_id, i.name, i.version, p.person, p.urgency, p.policy, p.step, p.reason, p.state,
                    e.state as escalation, e.decided_by, p.due_at, p.handed_at, p.acknowledged_at, p.acknowledged_by
                from paging.page p join core.incident i on i.id = p.incident_id
                join paging.escalation e on e.id = p.escalation_id
                where p.incident_id = $1 and i.visibility = any($2) order by p.id desc limit $3
                """, [.uuid(incident), bind(viewer), .int(limit)]), in: database
        ).reversed()
    }

    /// A part of all pages, the newest first.
    /// - Parameters:
    ///   - states: those that are wanted; all when empty.
    ///   - person: whose pages; everybody's when `nil`.
    ///   - cursor: where it begins: the id of the last one before.
    public static func list(
        states: [PageRecord.State], person: String?, for viewer: Viewer, after cursor: UUID?, limit: Int,
        in database: some Querying
    ) async throws -> Page<PageRecord> {
        let wanted = states.isEmpty ? PageRecord.State.allCases : states
        let pages = try await read(
            Statement(
                """
                select p.id, p.incident_id, i.name, i.version, p.person, p.urgency, p.policy, p.step, p.reason, p.state,
                    e.state as escalation, e.decided_by, p.due_at, p.handed_at, p.acknowledged_at, p.acknowledged_by
                from paging.page p join core.incident i on i.id = p.incident_id
                join paging.escalation e on e.id = p.escalation_id
                where i.visibility = any($1) and p.state = any($2) and ($3::text is null or lower(p.person) = lower($3))
                    and ($4::uuid is null or p.id < $4)
                order by p.id desc limit $5
                """,
                [
                    bind(viewer), .textArray(wanted.map(\.rawValue)), person.map { .text($0) } ?? .null,
                    cursor.map { .uuid($0) } ?? .null, .int(limit + 1),
                ]), in: database)
        let shown = Array(pages.prefix(limit))
        return Page(
            items: shown,
            nextCursor: pages.count > limit ? shown.last.map { UUIDText.string(from: $0.id) } : nil)
    }

    private static func bind(_ viewer: Viewer) -> PostgresValue { .textArray(viewer.visibilities.map(\.rawValue)) }

    private static func read(_ statement: Statement, in database: some Querying) async throws -> [PageRecord] {
        var pages = try await database.query(statement).map { try PageRecord($0) }
        if pages.isEmpty { return [] }
        let attempts = try await database.query(
            Statement(
                """
                select page_id, channel, address, state, provider, due_at, ended_at, answer from paging.attempt
                where page_id = any($1) and kind = 'page' order by page_id, position
                """, [.uuidArray(pages.map(\.id))]))
        let places = Dictionary(uniqueKeysWithValues: pages.enumerated().map { ($0.element.id, $0.offset) })
        for row in attempts {
            guard let place = places[try row.decode("page_id")] else { continue }
            pages[place].attempts.append(try PageRecord.Attempt(row))
        }
        return pages
    }
}
