import HTTPKit
import Contracts
import Encodings
import FoundationEssentials
import Incident
import Organisation
import Postgres
import IncidentStore

extension IncidentWriter {
    /// Gives somebody a role in an incident; they join when they had none. A new commander takes over from the former.
    /// - Returns: for a request with an idempotency key its answer.
    /// - Throws: ``Problem`` 404, or 422 when the key was used with another request; `PostgresError`.
    func assign(
        _ role: ParticipantRole, to person: Person, of name: IncidentName, actor: String, idempotency: Idempotency?,
        trace: String?
    ) async throws -> StoredAnswer? {
        try await write(name, idempotency: idempotency) { record, participants in
            let time = Date()
            let assignment = RoleAssignment(role, to: person, among: participants, actor: actor, at: time)
            if assignment.changed.isEmpty { return nil }
            record.version += 1
            record.updatedAt = time
            let line = TimelineEntry(
                id: .v7(), at: time, kind: "participant", actor: actor, text: assignment.line(role))
            return Change(
                statements: [
                    Self.update(record), Self.upsert(assignment.changed, of: record.id),
                    IncidentRows.insert(timeline: [(record.id, line)]),
                ],
                announcements: Self.announcements(assignment, role, record, actor: actor, cause: trace))
        }
    }

    private static func announcements(
        _ assignment: RoleAssignment, _ role: ParticipantRole, _ record: IncidentRecord, actor: String, cause: String?
    ) -> [Announcement] {
        var announcements = [
            Announcement(
                message: .participantAdded(
                    ParticipantAdded(
                        incident: record.reference, email: assignment.taker.person.email,
                        roles: assignment.taker.roles)),
                subject: record.name, correlationID: record.id, cause: cause)
        ]
        if role == .incidentCommander {
            announcements.append(updated(record, ["commander"], actor: actor, cause: cause))
        }
        return announcements
    }

    private static func upsert(_ participants: [ParticipantRecord], of incident: UUID) -> Statement {
        let people = participants.map(\.person)
        return Statement(
            """
            insert into core.participant (incident_id, email, name, team, location, roles, engaged_by, joined_at)
            select $1, p.email, p.name, p.team, p.location, string_to_array(p.roles, ','), p.engaged_by, p.at
            from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
                as p (email, name, team, location, roles, engaged_by, at)
            on conflict (incident_id, email) do update set roles = excluded.roles
            """,
            [
                .uuid(incident), .textArray(people.map(\.email)), .textArray(people.map(\.name)),
                .textArray(people.map(\.team)), .textArray(people.map(\.location)),
                .textArray(participants.map { $0.roles.map(\.rawValue).joined(separator: ",") }),
                .textArray(participants.map(\.engagedBy)), .timestamptzArray(participants.map(\.joinedAt)),
            ])
    }
}
