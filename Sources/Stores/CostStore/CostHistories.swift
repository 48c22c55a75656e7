public import Cost
import Encodings
public import FoundationEssentials
import Incident
public import IncidentStore
public import Postgres

/// Reads what costs are counted from.
public enum CostHistories {
    /// The histories of incidents, in one round trip.
    /// - Parameter activities: whether what people did is read too, of which there may be very much.
    public static func load(
        _ incidents: [IncidentRecord], activities: Bool, in database: some Querying
    ) async throws -> [UUID: CostHistory] {
        let ids: [PostgresValue] = [.uuidArray(incidents.map(\.id))]
        let results = try await database.pipeline(
            [roles, statuses, entries, acknowledged].map { Statement($0, ids) }
                + (activities ? [Statement(self.activities, ids)] : []))
        var histories: [UUID: CostHistory] = [:]
        for incident in incidents {
            histories[incident.id] = CostHistory(detectedAt: incident.detectedAt, openedAt: incident.reportedAt)
        }
        for row in results[0] {
            if let interval = try interval(row) { histories[try row.decode("incident_id")]?.roles.append(interval) }
        }
        for row in results[1] {
            let status = try row.enumeration("status", of: IncidentStatus.self)
            histories[try row.decode("incident_id")]?.statuses.append(StatusChange(status, at: try row.decode("at")))
        }
        for row in results[2] { histories[try row.decode("incident_id")]?.entries.append(try entry(row)) }
        for row in results[3] { histories[try row.decode("incident_id")]?.acknowledgedAt = try row.decode("at") }
        if activities { try add(results[4], to: &histories) }
        return histories
    }

    /// When somebody first answered each of these incidents; those that nobody has answered are left out.
    public static func acknowledged(
        _ incidents: [UUID], in database: some Querying
    ) async throws -> [UUID: Date] {
        var moments: [UUID: Date] = [:]
        for row in try await database.query(Statement(acknowledged, [.uuidArray(incidents)])) {
            moments[try row.decode("incident_id")] = try row.decode("at")
        }
        return moments
    }

    /// Rows come incident by incident: each list is built on its own.
    private static func add(_ rows: PostgresResult, to histories: inout [UUID: CostHistory]) throws {
        var incident: UUID?
        var list: [Activity] = []
        for row in rows {
            let id: UUID = try row.decode("incident_id")
            if id != incident {
                if let incident { histories[incident]?.activities = list }
                incident = id
                list = []
            }
            list.append(Activity(person: try row.decode("person"), at: try row.decode("at")))
        }
        if let incident { histories[incident]?.activities = list }
    }

    /// `nil` for a role of a newer release, which this one does not count.
    private static func interval(_ row: PostgresRow) throws -> RoleInterval? {
        guard let role = ParticipantRole(rawValue: try row.decode("role")) else { return nil }
        return RoleInterval(
            id: UUIDText.string(from: try row.decode("id")), person: try row.decode("email"),
            team: try row.decode("team"), role: role, from: try row.decode("since"), until: try row.decode("until"))
    }

    private static func entry(_ row: PostgresRow) throws -> CostEntry {
        CostEntry(
            id: UUIDText.string(from: try row.decode("id")), type: try row.decode("type"),
            amount: Money(try row.decode("amount_minor"), try row.currency("currency")),
            reason: try row.decode("reason"), enteredAt: try row.decode("entered_at"),
            from: try row.decode("starts_at"), until: try row.decode("ends_at"))
    }

    private static let roles: SQL = """
        select r.incident_id, r.id, r.email, coalesce(r.team, p.team) as team, r.role, r.since, r.until
        from core.role_interval r
        left join core.participant p on p.incident_id = r.incident_id and p.email = r.email
        where r.incident_id = any($1)
        """

    private static let statuses: SQL =
        "select incident_id, status, at from core.status_change where incident_id = any($1)"

    private static let entries: SQL = """
        select incident_id, id, type, amount_minor, currency, reason, entered_at, starts_at, ends_at
        from core.entered_cost where incident_id = any($1)
        """

    /// When somebody first answered: decided about its pages, or did anything while they had a part of their own in it.
    private static let acknowledged: SQL = """
        select a.incident_id, min(a.at) as at from (
            select t.incident_id, lower(t.actor) as person, t.at, t.kind = 'page' and t.actor <> 'paging' as answers
            from core.timeline t where t.incident_id = any($1) and t.kind <> 'opened'
            union all
            select c.incident_id, lower(m.author), m.posted_at, false
            from native.conversation c join native.message m on m.conversation_id = c.id
            where c.incident_id = any($1)
        ) as a
        where a.answers or exists (
            select from core.role_interval r
            where r.incident_id = a.incident_id and lower(r.email) = a.person and r.role not in ('reporter', 'observer'))
        group by a.incident_id
        """

    private static let activities: SQL = """
        select a.incident_id, a.person, a.at from (
            select t.incident_id, lower(t.actor) as person, t.at
            from core.timeline t where t.incident_id = any($1) and t.kind <> 'opened'
            union all
            select c.incident_id, lower(m.author), m.posted_at
            from native.conversation c join native.message m on m.conversation_id = c.id
            where c.incident_id = any($1)
        ) as a
        where exists (
            select from core.role_interval r where r.incident_id = a.incident_id and lower(r.email) = a.person)
        order by a.incident_id, a.person, a.at
        """
}
