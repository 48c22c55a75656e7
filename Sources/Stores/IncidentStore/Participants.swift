public import FoundationEssentials
public import Incident
public import Postgres

/// The rows of `core.participant`.
public enum Participants {
    /// The incident's participants, in the order they joined; none when the incident is not there for the viewer.
    /// - Parameter limit: of those who joined first.
    public static func participants(
        of incident: UUID, for viewer: Viewer, limit: Int = 1000, in database: some Querying
    ) async throws -> [ParticipantRecord] {
        try await database.query(select(of: .id(incident), for: viewer, limit: limit)).map { row in
            try ParticipantRecord(row)
        }
    }

    static func select(of incident: IncidentKey, for viewer: Viewer, limit: Int = 1000) -> Statement {
        Statement(
            """
            select p.email, p.name, p.team, p.location, p.roles, p.engaged_by, p.joined_at
            from core.participant p join core.incident i on i.id = p.incident_id
            where i.id = coalesce($1, (select n.id from core.incident n where n.number = $2)) and i.visibility = any($3)
            order by p.joined_at, p.email collate "C" limit $4
            """, [.init(incident.id), .init(incident.number), viewer.bind, .int(limit)])
    }

    /// The participants of several incidents with `incident_id`, in the order they joined.
    static func select(ofAll incidents: [UUID], for viewer: Viewer) -> Statement {
        Statement(
            """
            select p.incident_id, p.email, p.name, p.team, p.location, p.roles, p.engaged_by, p.joined_at
            from core.participant p join core.incident i on i.id = p.incident_id
            where i.id = any($1) and i.visibility = any($2)
            order by p.joined_at, p.email collate "C"
            """, [.uuidArray(incidents), viewer.bind])
    }

    /// Writes participants of incidents; who takes part already gets these roles and stays as they are otherwise.
    public static func write(_ participants: [(incident: UUID, ParticipantRecord)]) -> Statement {
        let people = participants.map(\.1.person)
        return Statement(
            """
            insert into core.participant (incident_id, email, name, team, location, roles, engaged_by, joined_at)
            select p.incident_id, p.email, p.name, p.team, p.location, string_to_array(p.roles, ','), p.engaged_by, p.at
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::timestamptz[]) as p (incident_id, email, name, team, location, roles, engaged_by, at)
            on conflict (incident_id, email) do update set roles = excluded.roles
            """,
            [
                .uuidArray(participants.map(\.incident)), .textArray(people.map(\.email)),
                .textArray(people.map(\.name)), .textArray(people.map(\.team)), .textArray(people.map(\.location)),
                .textArray(participants.map { $0.1.roles.map(\.rawValue).joined(separator: ",") }),
                .textArray(participants.map(\.1.engagedBy)), .timestamptzArray(participants.map(\.1.joinedAt)),
            ])
    }
}
