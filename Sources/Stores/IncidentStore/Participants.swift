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
            select p.email, p.name, p.team, p.location, p.roles, p.engaged_by, p.joined_at,
                p.expires_at
            from core.participant p join core.incident i on i.id = p.incident_id
            where i.id = coalesce($1, (select n.id from core.incident n where n.number = $2)) and i.visibility = any($3)
            order by p.joined_at, p.email collate "C" limit $4
            """, [.init(incident.id), .init(incident.number), viewer.bind, .int(limit)])
    }

    /// The participants of several incidents with `incident_id`, in the order they joined.
    static func select(ofAll incidents: [UUID], for viewer: Viewer) -> Statement {
        Statement(
            """
            select p.incident_id, p.email, p.name, p.team, p.location, p.roles, p.engaged_by, p.joined_at,
                p.expires_at
            from core.participant p join core.incident i on i.id = p.incident_id
            where i.id = any($1) and i.visibility = any($2)
            order by p.joined_at, p.email collate "C"
            """, [.uuidArray(incidents), viewer.bind])
    }

    /// The mail addresses, in small letters, of all who ever took part: those who left are not brought in by a rule again.
    public static func everybody(of incident: UUID, in database: some Querying) async throws -> Set<String> {
        let rows = try await database.query(
            Statement(
                "select distinct lower(email) as email from core.role_interval where incident_id = $1",
                [.uuid(incident)]))
        return Set(try rows.map { try $0.decode("email") })
    }

    /// Takes somebody out of an incident: the intervals of their roles end, and stay.
    public static func remove(_ participant: ParticipantRecord, from incident: UUID) -> Statement {
        Statement(
            "delete from core.participant where incident_id = $1 and email = $2",
            [.uuid(incident), .text(participant.person.email)])
    }

    /// Writes until when somebody who takes part was invited.
    public static func expire(_ participant: ParticipantRecord, in incident: UUID) -> Statement {
        Statement(
            "update core.participant set expires_at = $3 where incident_id = $1 and email = $2",
            [.uuid(incident), .text(participant.person.email), .init(participant.expiresAt)])
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
