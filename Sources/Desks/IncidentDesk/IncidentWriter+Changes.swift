package import Contracts
package import FoundationEssentials
public import Incident
import JSON
public import Organisation
package import Postgres
package import IncidentStore
import PeopleStore
import WorkStore

extension IncidentWriter {
    /// Changes an incident. Who is engaged by what it is now, joins it.
    /// - Parameters:
    ///   - organisation: the configuration in force.
    ///   - version: the version that the caller has seen, if it says so.
    ///   - actor: who says so.
    ///   - viewer: the same, as far as it decides whether the incident is there.
    ///   - trace: the `traceparent` of the request.
    /// - Throws: ``IncidentDeskError/Code/noIncident``, ``IncidentDeskError/Code/otherVersion``, or
    ///   ``IncidentDeskError/Code/notYet`` when something is to be answered before it is stable; `PostgresError`.
    public func change(
        _ name: IncidentName, _ change: IncidentChange, in organisation: OrganisationConfiguration,
        ifVersion version: Int?, actor: String, viewer: Viewer, trace: String?
    ) async throws {
        let merging = Merging(actor: actor, viewer: viewer, trace: trace)
        _ = try await AlertsMoved.again(of: name) {
            try await write(name, for: viewer, ifVersion: version) { work in
                let isOpen = change.status.map { $0 != .closed } ?? false
                return isOpen ? try await merging.prepare(name, in: work) : Merging.Held()
            } _: { record, participants, merged, work in
                let (before, time) = (record, Date())
                let remark = try await Self.check(change, of: record, organisation, in: work)
                var changes = change.apply(to: &record, at: time, remark: remark)
                if changes.isEmpty { return nil }
                let joining = try await Self.joining(
                    record, changes.map(\.field), participants, organisation, at: time, in: work)
                if before.status == .closed, record.status != .closed,
                    let line = try await merging.undo(record, merged, in: work)
                {
                    changes.append((IncidentUpdated.duplicateOf, line))
                }
                if before.status == .active, record.status != .active {
                    try await ReviewDrafting.draft(record, in: work)
                }
                return Self.change(record, changes, joining, organisation, at: time, actor: actor, cause: trace)
            }
        }
    }

    /// Refuses what has to wait for something else.
    /// - Returns: what the line of the status ends with.
    /// - Throws: ``IncidentDeskError``; `PostgresError`.
    private static func check(
        _ change: IncidentChange, of record: IncidentRecord, _ organisation: OrganisationConfiguration,
        in work: UnitOfWork
    ) async throws -> String {
        let isLeaving = record.status == .active && change.status.map { $0 != .active } == true
        let due = isLeaving ? try await Questions.due(of: [record.id], in: work)[record.id] ?? [] : []
        let rules = QuestionRules(due: due)
        if let status = change.status {
            try rules.check(from: record.status, to: status, of: record.name, insisting: change.insist)
        }
        let required = organisation.tagTypes.filter { $0.requiredBy.contains(record.type) }.map(\.name)
        if change.status == .closed, record.status != .closed, !required.isEmpty {
            let tags = try await Tags.list(of: record.id, for: .system, in: work)
            try TagRules(required: required, tags: tags).check(record.name, insisting: change.insist)
        }
        if let visibility = change.visibility, visibility != record.visibility {
            try IncidentMerge.check(
                visibility, of: record, among: try await Merges.current(of: [record.id], in: work))
        }
        return rules.remark(insisting: change.insist)
    }

    /// What is written and announced of an incident that was changed.
    private static func change(
        _ record: IncidentRecord, _ changes: [(field: String, line: String)], _ joining: [ParticipantRecord],
        _ organisation: OrganisationConfiguration, at time: Date, actor: String, cause: String?
    ) -> Change {
        let lines = zip(TimelineIDs.make(changes.count, at: time), changes).map { id, change in
            Timeline.Line(
                of: record.id,
                TimelineEntry(
                    id: id, at: time, kind: change.field == "status" ? .status : .changed, actor: actor,
                    text: change.line))
        }
        let joined = zip(TimelineIDs.make(joining.count, at: time), joining).map { id, participant in
            Timeline.Line(
                of: record.id,
                TimelineEntry(
                    id: id, at: time, kind: .participant, actor: participant.engagedBy,
                    text: "\(participant.person.introduction) joined as "
                        + participant.roles.map(\.title).joined(separator: " and ")))
        }
        var statements = [Incidents.update(record), Timeline.append(lines + joined)]
        if !joining.isEmpty { statements.append(Participants.write(joining.map { (record.id, $0) })) }
        if changes.contains(where: { $0.field == "type" }), let type = organisation.type(named: record.type) {
            let questions = Questions.New.all(of: type, in: record.id)
            if !questions.isEmpty { statements.append(Questions.ask(questions)) }
        }
        return Change(
            statements: statements,
            announcements: [updated(record, changes.map(\.field), actor: actor, cause: cause)]
                + zip(joining, joined).map { participant, line in
                    Announcement(
                        ParticipantAdded(
                            incident: record.reference, email: participant.person.email, roles: participant.roles,
                            told: [line.id].compactMap(\.self)),
                        about: Subject(name: record.name, id: record.id, cause: cause))
                })
    }

    /// Whom rules engage in what the incident has become, and who never took part. Of an incident that is over nobody.
    private static func joining(
        _ record: IncidentRecord, _ changes: [String], _ participants: [ParticipantRecord],
        _ organisation: OrganisationConfiguration, at time: Date, in work: UnitOfWork
    ) async throws -> [ParticipantRecord] {
        guard record.status != .closed, changes.contains(where: { $0 != "status" }) else { return [] }
        let incident = EngagedIncident(
            type: record.type, severity: record.severity, priority: record.priority, title: record.title,
            description: record.description, visibility: record.visibility, isDrill: record.drill)
        var engaged = organisation.engaged(in: incident, at: time)
        if engaged.isEmpty { return [] }
        let former = try await Participants.everybody(of: record.id, in: work)
        let known = former.union(participants.map { $0.person.email.lowercased() })
        engaged.removeAll { known.contains($0.person.email.lowercased()) }
        return engaged.map {
            ParticipantRecord(person: $0.person, roles: [$0.role], engagedBy: $0.engagedBy, joinedAt: time)
        }
    }

    /// What a change writes and announces.
    package struct Change: Sendable {
        package var statements: [Statement]
        package var announcements: [Announcement]
    }

    /// Locks an incident, asks what to write, and commits that with what is announced.
    /// - Parameter prepare: takes locks that come before the incident's.
    /// - Returns: for a request with an idempotency key its answer, which is the earlier one when the key was used before.
    @discardableResult func write(
        _ name: IncidentName, for viewer: Viewer, ifVersion version: Int? = nil, idempotency: Idempotency? = nil,
        _ decide: (inout IncidentRecord, [ParticipantRecord], UnitOfWork) async throws -> Change?
    ) async throws -> StoredAnswer? {
        try await write(name, for: viewer, ifVersion: version, idempotency: idempotency) { _ in
        } _: { record, participants, _, work in
            try await decide(&record, participants, work)
        }
    }

    /// - Parameter prepare: takes what is to be held before the incident; what it comes to, the decision is told.
    func write<Prepared>(
        _ name: IncidentName, for viewer: Viewer, ifVersion version: Int?, idempotency: Idempotency? = nil,
        prepare: (UnitOfWork) async throws -> Prepared,
        _ decide: (inout IncidentRecord, [ParticipantRecord], Prepared, UnitOfWork) async throws -> Change?
    ) async throws -> StoredAnswer? {
        try await committer.commit { work in
            if let kept = try await replay(idempotency, in: work) { return kept }
            let prepared = try await prepare(work)
            guard let held = try await IncidentResponse.hold(name, for: viewer, in: work) else {
                throw IncidentDeskError.noIncident(name)
            }
            var record = held.incident
            if let version, version != record.version {
                throw IncidentDeskError(
                    .otherVersion,
                    "\(name) is at version \(record.version) and not \(version): read it again and decide anew")
            }
            let change =
                try await decide(&record, held.participants, prepared, work)
                ?? Change(statements: [], announcements: [])
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

    static func answer(
        _ name: IncidentName, for viewer: Viewer, publicURL: String, in transaction: some Querying
    ) async throws -> StoredAnswer {
        guard let detail = try await IncidentDetail.load(name, for: viewer, in: transaction) else {
            throw IncidentDeskError.noIncident(name)
        }
        var object = detail.json(publicURL: publicURL)
        try await Merges.links(of: detail.incident.id, for: viewer, in: transaction).write(to: &object)
        return StoredAnswer(status: 200, body: JSON.object(object).bytes())
    }

    package static func updated(
        _ record: IncidentRecord, _ changes: [String], actor: String, cause: String?, handover: Handover? = nil,
        left: [String] = [], told: [UUID] = []
    ) -> Announcement {
        Announcement(
            IncidentUpdated(
                incident: record.reference, status: record.status, changes: changes, actor: actor, handover: handover,
                left: left, told: told),
            about: Subject(name: record.name, id: record.id, cause: cause))
    }
}

extension IncidentRecord {
    /// How messages name the incident at this version.
    package var reference: IncidentReference { IncidentReference(id: id, name: name, version: version) }
}
