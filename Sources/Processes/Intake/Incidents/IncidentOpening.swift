import Contracts
import Encodings
import FoundationEssentials
import Incident
import Organisation
import IncidentStore

/// An incident that is being opened: the rows that it consists of. Its number comes from the database.
struct IncidentOpening: Sendable {
    let id: UUID
    let draft: IncidentDraft
    let participants: [ParticipantRecord]
    let time: Date
    /// Alerts that belong to it from the start.
    var alertCount = 0

    init(_ draft: IncidentDraft, in organisation: OrganisationConfiguration, at time: Date, id: UUID = .v7()) {
        self.id = id
        self.draft = draft
        self.time = time
        participants = draft.participants(in: organisation, at: time)
    }

    var commander: ParticipantRecord? { participants.first { $0.roles.contains(.incidentCommander) } }

    /// The beginning of the timeline.
    var timeline: [TimelineEntry] {
        var lines = [("opened", draft.actor, draft.openingLine)]
        for participant in participants {
            let roles = participant.roles.map(\.title).joined(separator: " and ")
            lines.append(
                ("participant", participant.engagedBy, "\(participant.person.name) joined as \(roles)"))
        }
        return zip(TimelineIDs.make(lines.count, at: time), lines).map { id, line in
            TimelineEntry(id: id, at: time, kind: line.0, actor: line.1, text: line.2)
        }
    }

    /// The incident as it is right after its rows are written.
    func record(number: Int64) -> IncidentRecord {
        IncidentRecord(
            id: id, number: number, title: draft.title, description: draft.description, status: .active,
            type: draft.type.name, severity: draft.severity, priority: draft.priority,
            visibility: draft.visibility, source: draft.source, drill: draft.drill, alertCount: alertCount,
            version: 1, at: time, detectedAt: draft.detectedAt ?? time, commander: commander?.person,
            reporter: draft.reporter)
    }

    /// What the others are told.
    func announcement(number: Int64, cause: String?) -> Announcement {
        let name = IncidentName(number: number).description
        let reference = IncidentReference(id: id, name: name, version: 1)
        return Announcement(
            message: .incidentOpened(
                IncidentOpened(
                    incident: reference, title: draft.title, type: draft.type.name, severity: draft.severity,
                    priority: draft.priority, visibility: draft.visibility, source: draft.source,
                    drill: draft.drill)),
            subject: name, correlationID: id, cause: cause)
    }
}
