import Contracts
import Encodings
public import FoundationEssentials
public import Incident
import IncidentDesk
public import IncidentStore
public import Organisation
import Postgres
import TaskDesk
import TaskStore
import Tasks
public import WorkStore

extension MembershipDesk {
    /// Takes somebody out of an incident: their roles end, their access to its places is taken back, and what they leave open
    /// goes to the commander. Who leads it or has something to do is refused unless they insist.
    /// - Returns: who they were.
    /// - Throws: `IncidentDeskError`; `TaskDeskError`; `PostgresError`.
    public func leave(
        _ email: String, _ name: IncidentName, _ departure: Departure, in organisation: OrganisationConfiguration,
        actor: String, viewer: Viewer, trace: String?
    ) async throws -> ParticipantRecord {
        try await committer.commit { work in
            guard let held = try await IncidentResponse.hold(name, for: viewer, in: work) else {
                throw IncidentDeskError.noIncident(name)
            }
            guard let leaver = held.participant(email) else {
                throw IncidentDeskError(.noPerson, "\(email) takes no part in \(name)")
            }
            let leaving = Leaving(organisation: organisation, actor: actor, trace: trace)
            try await leaving.take(leaver, outOf: held, departure, in: work)
            return leaver
        }
    }

    /// Ends the time of somebody who was invited for a while, if it has ended.
    public static func expire(
        _ email: String, from incident: UUID, in organisation: OrganisationConfiguration, trace: String?,
        in work: UnitOfWork
    ) async throws {
        guard let held = try await IncidentResponse.hold([incident], for: .system, in: work)[incident],
            let leaver = held.participant(email), let end = leaver.expiresAt,
            let now = try await work.query("select now() as now").first?.decode("now", as: Date.self), end <= now
        else { return }
        let departure = Departure(isRemoval: true, reason: "the invitation has ended", insists: true)
        try await Leaving(organisation: organisation, actor: "muster", trace: trace)
            .take(leaver, outOf: held, departure, in: work)
    }
}

/// How somebody leaves an incident whose row the transaction holds.
private struct Leaving: Sendable {
    var organisation: OrganisationConfiguration
    var actor: String
    var trace: String?

    func take(
        _ leaver: ParticipantRecord, outOf held: IncidentResponse, _ departure: Departure, in work: UnitOfWork
    ) async throws {
        let name = held.incident.name
        let tasks = try await TaskRows.list(
            states: [.open], person: leaver.person.email, of: held.incident.id, for: .system, limit: 500, in: work
        ).items
        if !departure.insists, let obstacle = Departure.obstacle(of: leaver, tasks, in: name) {
            throw IncidentDeskError(.notYet, obstacle)
        }
        try await handOver(tasks, of: leaver, to: held.incident.commander, in: work)
        // What the tasks changed is written by now: the row is read again under its lock.
        guard var record = try await Incidents.incident(held.incident.id, for: .system, in: work) else {
            throw IncidentDeskError.noIncident(name)
        }
        _ = try await work.query(Participants.remove(leaver, from: record.id))
        work.cancelTimer(key: Invitation.timer(leaver.person.email, of: record.id))
        IncidentNote(.participant, departure.line(of: leaver, from: name)).write(
            [IncidentUpdated.participants] + (leaver.roles.contains(.incidentCommander) ? ["commander"] : []),
            left: [leaver.person.email], to: &record, actor: actor, cause: trace, in: work)
    }

    /// Gives what somebody leaves open to the commander; what has others stays with them, and what the commander leaves stays
    /// theirs, who are reminded of it.
    private func handOver(
        _ tasks: [TaskRecord], of leaver: ParticipantRecord, to commander: Person?, in work: UnitOfWork
    ) async throws {
        let address = leaver.person.email.lowercased()
        guard let commander, commander.email.lowercased() != address else { return }
        let writer = TaskWriter(organisation: organisation, actor: actor, viewer: .system, trace: trace)
        for task in tasks {
            var change = TaskChange()
            let others = task.content.assignees.filter { $0.lowercased() != address }
            if task.content.owner?.lowercased() == address { change.owner = commander.email }
            change.assignees = others.isEmpty ? [commander.email] : others
            change.note = "\(leaver.person.name) left"
            _ = try await writer.change(task.id, change, in: work)
        }
    }
}

extension IncidentResponse {
    /// Who takes part with this mail address, in capitals or not.
    func participant(_ email: String) -> ParticipantRecord? {
        participants.first { $0.person.email.lowercased() == email.lowercased() }
    }
}
