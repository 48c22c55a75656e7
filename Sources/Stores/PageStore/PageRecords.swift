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

    /// The pages that one message of a provider carried in the last day, in the order in which whoever decides about several locks their
    /// escalations.
    public static func carried(
        by provider: String, attempt id: UUID, in database: some Querying
    ) async throws -> [PageRecord] {
        try await read(
            Statement(
                """
                select p.id, p.incident_id, i.name, i.version, p.person, p.urgency, p.policy, p.step, p.reason, p.state,
                    e.state as escalation, e.decided_by, p.due_at, p.handed_at, p.acknowledged_at, p.acknowledged_by
                from paging.attempt a join paging.page p on p.id = a.page_id
                join core.incident i on i.id = p.incident_id join paging.escalation e on e.id = p.escalation_id
                where (a.id = $1 or a.bundle = $1) and a.kind = 'page' and a.channel in ('sms', 'voice', 'webhook')
                    and (a.state = 'calling' or (a.state = 'sent' and a.provider = $2))
                    and a.called_at > now() - interval '1 day'
                order by e.id, p.id limit 1001
                """, [.uuid(id), .text(provider)]), in: database)
    }

    /// Whether the policy of a page's escalation gives the command to who answers.
    public static func passesCommand(_ id: UUID, in database: some Querying) async throws -> Bool {
        try await database.query(
            Statement(
                """
                select e.plan->>'command' is not distinct from 'passes' as passes
                from paging.page p join paging.escalation e on e.id = p.escalation_id where p.id = $1
                """, [.uuid(id)])
        ).first?.decode("passes") ?? false
    }

    /// Whether somebody was reached by another page of the same escalation.
    public static func wasPaged(
        _ person: String, besides id: UUID, in database: some Querying
    ) async throws -> Bool {
        try await database.query(
            Statement(
                """
                select from paging.page mine join paging.page p on p.escalation_id = mine.escalation_id and p.id <> mine.id
                where mine.id = $1 and lower(p.person) = lower($2) and p.handed_at is not null limit 1
                """, [.uuid(id), .text(person)])
        ).first != nil
    }

    /// The pages of somebody that were due in a span, the oldest first; at most 100.
    public static func pages(
        to person: String, dueIn span: Range<Date>, for viewer: Viewer, in database: some Querying
    ) async throws -> [PageRecord] {
        try await read(
            Statement(
                """
                select p.id, p.incident_id, i.name, i.version, p.person, p.urgency, p.policy, p.step, p.reason, p.state,
                    e.state as escalation, e.decided_by, p.due_at, p.handed_at, p.acknowledged_at, p.acknowledged_by
                from paging.page p join core.incident i on i.id = p.incident_id
                join paging.escalation e on e.id = p.escalation_id
                where lower(p.person) = lower($1) and i.visibility = any($2) and p.due_at >= $3 and p.due_at < $4
                order by p.id limit 100
                """,
                [.text(person), bind(viewer), .timestamptz(span.lowerBound), .timestamptz(span.upperBound)]),
            in: database)
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
