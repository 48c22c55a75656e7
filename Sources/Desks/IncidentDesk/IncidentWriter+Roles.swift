import Contracts
import Encodings
public import FoundationEssentials
public import Incident
import Organisation
import Postgres
public import IncidentStore
public import WorkStore

extension IncidentWriter {
    /// Gives somebody a role in an incident; they join when they had none. A new commander takes over from the former.
    /// - Parameters:
    ///   - person: who gets it.
    ///   - note: what whoever hands over says about it, in a line.
    ///   - actor: who says so.
    ///   - viewer: the same, as far as it decides whether the incident is there.
    ///   - trace: the `traceparent` of the request.
    /// - Returns: for a request with an idempotency key its answer.
    /// - Throws: ``IncidentDeskError/Code/noIncident`` or ``IncidentDeskError/Code/keyReused``; `PostgresError`.
    public func assign(
        _ role: ParticipantRole, to person: Person, of name: IncidentName, note: String? = nil, actor: String,
        viewer: Viewer, idempotency: Idempotency?, trace: String?
    ) async throws -> StoredAnswer? {
        try await write(name, for: viewer, idempotency: idempotency) { record, participants, _ in
            Self.assignment(of: role, to: person, in: &record, participants, note: note, actor: actor, cause: trace)
        }
    }

    /// Gives somebody a role in the transaction of whoever has a reason for it, if the incident is there.
    /// - Parameter decide: whether they get it, by the incident as it is; its row is held to the end of the transaction.
    /// - Returns: whether anything was changed.
    public static func assign(
        _ role: ParticipantRole, to person: Person, of incident: UUID, actor: String, trace: String?,
        in work: UnitOfWork, if decide: (IncidentRecord) async throws -> Bool
    ) async throws -> Bool {
        guard let held = try await IncidentResponse.hold(incident, for: .system, in: work),
            try await decide(held.incident)
        else { return false }
        var record = held.incident
        guard
            let change = assignment(of: role, to: person, in: &record, held.participants, actor: actor, cause: trace)
        else { return false }
        for statement in change.statements { work.write(statement) }
        work.announce(change.announcements)
        return true
    }

    /// Lets people take part in an incident whose row the transaction holds; who takes part already stays as they are. It is
    /// written at once, so that what the transaction reads of the incident later has them.
    /// - Parameter held: the incident as it was read under the lock.
    /// - Returns: the incident afterwards.
    public static func letIn(
        _ people: [Person], to held: IncidentResponse, actor: String, trace: String?, in work: UnitOfWork
    ) async throws -> IncidentResponse {
        var held = held
        for person in people {
            guard !held.members.contains(where: { $0.lowercased() == person.email.lowercased() }),
                let change = assignment(
                    of: .participant, to: person, in: &held.incident, held.participants, actor: actor, cause: trace)
            else { continue }
            _ = try await work.pipeline(change.statements)
            work.announce(change.announcements)
            held.participants.append(
                ParticipantRecord(
                    person: person, roles: [.participant], engagedBy: actor, joinedAt: held.incident.updatedAt))
        }
        return held
    }

    package static func assignment(
        of role: ParticipantRole, to person: Person, in record: inout IncidentRecord,
        _ participants: [ParticipantRecord], note: String? = nil, actor: String, cause: String?
    ) -> Change? {
        let time = Date()
        let assignment = RoleAssignment(role, to: person, among: participants, actor: actor, note: note, at: time)
        if assignment.changed.isEmpty { return nil }
        record.version += 1
        record.updatedAt = time
        let line = TimelineEntry(
            id: .v7(), at: time, kind: .participant, actor: actor, text: assignment.line)
        return Change(
            statements: [
                Incidents.update(record), Participants.write(assignment.changed.map { (record.id, $0) }),
                Timeline.append([Timeline.Line(of: record.id, line)]),
            ],
            announcements: announcements(assignment, line, record, actor: actor, cause: cause))
    }

    private static func announcements(
        _ assignment: RoleAssignment, _ line: TimelineEntry, _ record: IncidentRecord, actor: String, cause: String?
    ) -> [Announcement] {
        var announcements = [
            Announcement(
                ParticipantAdded(
                    incident: record.reference, email: assignment.taker.person.email, roles: assignment.taker.roles,
                    // A change of command is told with more than this line.
                    told: assignment.handover == nil ? [line.id] : []),
                about: Subject(name: record.name, id: record.id, cause: cause))
        ]
        if let handover = assignment.handover {
            announcements.append(updated(record, ["commander"], actor: actor, cause: cause, handover: handover))
        }
        return announcements
    }
}
