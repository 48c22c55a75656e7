package import Contracts
import Encodings
package import FoundationEssentials
package import Incident
package import Organisation
package import IncidentStore
import PeopleStore
package import Postgres

/// An incident that is being opened: the rows that it consists of. Its number comes from the database.
package struct IncidentOpening: Sendable {
    package let id: UUID
    package let draft: IncidentDraft
    package let participants: [ParticipantRecord]
    package let time: Date
    /// Alerts that belong to it from the start.
    package var alertCount = 0
    /// How bad the worst of these is; `nil` without any.
    package var worstAlert: AlertSeverity?

    package init(_ draft: IncidentDraft, in organisation: OrganisationConfiguration, at time: Date, id: UUID = .v7()) {
        self.id = id
        self.draft = draft
        self.time = time
        participants = draft.participants(in: organisation, at: time)
    }

    package var commander: ParticipantRecord? { participants.first { $0.roles.contains(.incidentCommander) } }

    /// The beginning of the timeline.
    var timeline: [TimelineEntry] {
        var lines = [(TimelineKind.opened, draft.actor, draft.openingLine)]
        for participant in participants {
            let roles = participant.roles.map(\.title).joined(separator: " and ")
            lines.append(
                (.participant, participant.engagedBy, "\(participant.person.name) joined as \(roles)"))
        }
        return zip(TimelineIDs.make(lines.count, at: time), lines).map { id, line in
            TimelineEntry(id: id, at: time, kind: line.0, actor: line.1, text: line.2)
        }
    }

    /// The incident as it is right after its rows are written.
    func record(number: Int64) -> IncidentRecord {
        var record = IncidentRecord(
            id: id, number: number, title: draft.title, description: draft.description, status: .active,
            type: draft.type.name, severity: draft.severity, priority: draft.priority,
            visibility: draft.visibility, source: draft.source, drill: draft.drill, alertCount: alertCount,
            version: 1, at: time, detectedAt: draft.detectedAt ?? time, commander: commander?.person,
            reporter: draft.reporter)
        record.storm = draft.storm
        return record
    }

    /// The statement that writes incidents; what ``Incidents/insert(_:)`` returns says their numbers.
    package static func insert(_ openings: [IncidentOpening]) -> Statement {
        Incidents.insert(
            openings.map { $0.record(number: 0) },
            worst: openings.reduce(into: [:]) { $0[$1.id] = $1.worstAlert })
    }

    /// Writes participants and timelines of incidents that are written in the same transaction.
    package static func insertParts(of openings: [IncidentOpening]) -> [Statement] {
        let participants = openings.flatMap { opening in opening.participants.map { (opening.id, $0) } }
        let lines = openings.flatMap { opening in opening.timeline.map { Timeline.Line(of: opening.id, $0) } }
        var statements = [Timeline.append(lines)]
        if !participants.isEmpty { statements.append(Participants.write(participants)) }
        let questions = openings.flatMap { Questions.New.all(of: $0.draft.type, in: $0.id) }
        if !questions.isEmpty { statements.append(Questions.ask(questions)) }
        return statements
    }

    /// What the others are told.
    package func announcement(number: Int64, cause: String?) -> Announcement {
        let name = IncidentName(number: number).description
        let reference = IncidentReference(id: id, name: name, version: 1)
        return Announcement(
            IncidentOpened(
                incident: reference, title: draft.title, type: draft.type.name, severity: draft.severity,
                priority: draft.priority, visibility: draft.visibility, source: draft.source, drill: draft.drill),
            about: Subject(name: name, id: id, cause: cause))
    }
}
