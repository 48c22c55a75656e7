import Contracts
import Encodings
import FoundationEssentials
public import Incident
import IncidentDesk
public import IncidentStore
import JSON
public import Organisation
import Postgres
import Tasks
import WorkStore

/// Names of what belongs to an invitation.
enum Invitation {
    /// The timer that ends it.
    static func timer(_ email: String, of incident: UUID) -> String {
        "participant/\(UUIDText.string(from: incident))/\(email.lowercased())"
    }
}

extension MembershipDesk {
    /// Lets somebody take part until a time, at which they are taken out by themselves; whoever was invited before stays until
    /// the new time.
    /// - Returns: the answer: the participant.
    /// - Throws: `IncidentDeskError`; `PostgresError`.
    public func invite(
        _ request: InvitationRequest, to name: IncidentName, in organisation: OrganisationConfiguration, actor: String,
        viewer: Viewer, idempotency: Idempotency?, trace: String?
    ) async throws -> StoredAnswer {
        let end = try request.end(at: Date())
        let person = organisation.person(request.person.email) ?? request.person
        return try await committer.commit { work in
            try await Answering.once(idempotency, in: work) {
                guard var held = try await IncidentResponse.hold(name, for: viewer, in: work) else {
                    throw IncidentDeskError.noIncident(name)
                }
                guard held.incident.status != .closed else {
                    throw IncidentDeskError(.notYet, "\(name) is closed: reopen it to bring somebody in")
                }
                let known = held.participant(person.email)
                if let known, known.expiresAt == nil {
                    throw IncidentDeskError.invalid(
                        "/email", "\(known.person.email) takes part in \(name) already, and without an end")
                }
                var guest: ParticipantRecord
                if let known {
                    guest = known
                } else if let change = IncidentWriter.assignment(
                    of: request.role, to: person, in: &held.incident, held.participants, actor: actor, cause: trace)
                {
                    _ = try await work.pipeline(change.statements)
                    work.announce(change.announcements)
                    guest = ParticipantRecord(
                        person: person, roles: [request.role], engagedBy: actor, joinedAt: held.incident.updatedAt)
                } else {
                    throw PostgresError(.decoding, "whoever is new has no role")
                }
                guest.expiresAt = end
                work.write(Participants.expire(guest, in: held.incident.id))
                let text = "\(guest.person.name) is invited until \(TaskContent.moment(end))"
                IncidentNote(.participant, text, isTold: false).write(
                    [IncidentUpdated.participants], to: &held.incident, actor: actor, cause: trace, in: work)
                work.schedule(
                    ExpireParticipant(incident: held.incident.id, email: guest.person.email),
                    key: Invitation.timer(guest.person.email, of: held.incident.id), at: end,
                    about: Subject(held.incident.reference, cause: trace))
                return StoredAnswer(status: 201, body: guest.json.bytes())
            }
        }
    }
}
