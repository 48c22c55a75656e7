import Contracts
import Encodings
import FoundationEssentials
public import Incident
import Organisation
import Postgres
public import IncidentStore

extension IncidentWriter {
    /// Gives somebody a role in an incident; they join when they had none. A new commander takes over from the former.
    /// - Parameters:
    ///   - person: who gets it.
    ///   - actor: who says so.
    ///   - viewer: the same, as far as it decides whether the incident is there.
    ///   - trace: the `traceparent` of the request.
    /// - Returns: for a request with an idempotency key its answer.
    /// - Throws: ``IncidentDeskError/Code/noIncident`` or ``IncidentDeskError/Code/keyReused``; `PostgresError`.
    public func assign(
        _ role: ParticipantRole, to person: Person, of name: IncidentName, actor: String, viewer: Viewer,
        idempotency: Idempotency?, trace: String?
    ) async throws -> StoredAnswer? {
        try await write(name, for: viewer, idempotency: idempotency) { record, participants in
            let time = Date()
            let assignment = RoleAssignment(role, to: person, among: participants, actor: actor, at: time)
            if assignment.changed.isEmpty { return nil }
            record.version += 1
            record.updatedAt = time
            let line = TimelineEntry(
                id: .v7(), at: time, kind: .participant, actor: actor, text: assignment.line(role))
            return Change(
                statements: [
                    Incidents.update(record), Participants.write(assignment.changed.map { (record.id, $0) }),
                    Timeline.append([Timeline.Line(of: record.id, line)]),
                ],
                announcements: Self.announcements(assignment, role, record, actor: actor, cause: trace))
        }
    }

    private static func announcements(
        _ assignment: RoleAssignment, _ role: ParticipantRole, _ record: IncidentRecord, actor: String, cause: String?
    ) -> [Announcement] {
        var announcements = [
            Announcement(
                ParticipantAdded(
                    incident: record.reference, email: assignment.taker.person.email, roles: assignment.taker.roles),
                about: Subject(name: record.name, id: record.id, cause: cause))
        ]
        if let handover = assignment.handover {
            announcements.append(updated(record, ["commander"], actor: actor, cause: cause, handover: handover))
        }
        return announcements
    }
}
