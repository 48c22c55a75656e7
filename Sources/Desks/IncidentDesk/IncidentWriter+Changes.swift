import Contracts
import FoundationEssentials
public import Incident
import JSON
import Postgres
import IncidentStore
import WorkStore

extension IncidentWriter {
    /// Changes an incident.
    /// - Parameters:
    ///   - version: the version that the caller has seen, if it says so.
    ///   - actor: who says so.
    ///   - viewer: the same, as far as it decides whether the incident is there.
    ///   - trace: the `traceparent` of the request.
    /// - Throws: ``IncidentDeskError/Code/noIncident`` or ``IncidentDeskError/Code/otherVersion``; `PostgresError`.
    public func change(
        _ name: IncidentName, _ change: IncidentChange, ifVersion version: Int?, actor: String, viewer: Viewer,
        trace: String?
    ) async throws {
        try await write(name, for: viewer, ifVersion: version) { record, _ in
            let time = Date()
            let changes = change.apply(to: &record, at: time)
            if changes.isEmpty { return nil }
            let lines = zip(TimelineIDs.make(changes.count, at: time), changes).map { id, change in
                Timeline.Line(
                    of: record.id,
                    TimelineEntry(
                        id: id, at: time, kind: change.field == "status" ? .status : .changed, actor: actor,
                        text: change.line))
            }
            return Change(
                statements: [Incidents.update(record), Timeline.append(lines)],
                announcements: [Self.updated(record, changes.map(\.field), actor: actor, cause: trace)])
        }
    }

    /// What a change writes and announces.
    struct Change: Sendable {
        var statements: [Statement]
        var announcements: [Announcement]
    }

    /// Locks an incident, asks what to write, and commits that with what is announced.
    /// - Returns: for a request with an idempotency key its answer, which is the earlier one when the key was used before.
    @discardableResult func write(
        _ name: IncidentName, for viewer: Viewer, ifVersion version: Int? = nil, idempotency: Idempotency? = nil,
        _ decide: (inout IncidentRecord, [ParticipantRecord]) throws -> Change?
    ) async throws -> StoredAnswer? {
        try await committer.commit { work in
            if let kept = try await replay(idempotency, in: work) { return kept }
            guard let held = try await IncidentResponse.hold(name, for: viewer, in: work) else {
                throw IncidentDeskError.noIncident(name)
            }
            var record = held.incident
            if let version, version != record.version {
                throw IncidentDeskError(
                    .otherVersion,
                    "\(name) is at version \(record.version) and not \(version): read it again and decide anew")
            }
            let change = try decide(&record, held.participants) ?? Change(statements: [], announcements: [])
            work.announce(change.announcements)
            guard let idempotency else {
                for statement in change.statements { work.write(statement) }
                return nil
            }
            _ = try await work.pipeline(change.statements)
            let answer = try await Self.answer(name, for: viewer, publicURL: publicURL, in: work)
            work.write(IdempotencyRows.keep([(idempotency, answer)]))
            return answer
        }
    }

    private static func answer(
        _ name: IncidentName, for viewer: Viewer, publicURL: String, in transaction: some Querying
    ) async throws -> StoredAnswer {
        guard let detail = try await IncidentDetail.load(name, for: viewer, in: transaction) else {
            throw IncidentDeskError.noIncident(name)
        }
        return StoredAnswer(status: 200, body: JSON.object(detail.json(publicURL: publicURL)).bytes())
    }

    static func updated(
        _ record: IncidentRecord, _ changes: [String], actor: String, cause: String?, handover: Handover? = nil
    ) -> Announcement {
        Announcement(
            IncidentUpdated(
                incident: record.reference, status: record.status, changes: changes, actor: actor, handover: handover),
            about: Subject(name: record.name, id: record.id, cause: cause))
    }
}

extension IncidentRecord {
    /// How messages name the incident at this version.
    var reference: IncidentReference { IncidentReference(id: id, name: name, version: version) }
}
