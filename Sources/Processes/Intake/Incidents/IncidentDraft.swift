import FoundationEssentials
import Incident
import JSON
import Organisation
import IncidentStore

/// An incident that is about to be opened, with everything that the organisation's configuration decides.
struct IncidentDraft: Sendable, Hashable {
    var title: String
    var description: String
    var type: IncidentType
    var severity: String
    var priority: String
    var visibility: Visibility
    var source: IncidentSource
    var drill = false
    var reporter: Person?
    /// Who or what opens it: a mail address, or the name of an API key.
    var actor: String
    /// When the trouble began or was seen first; now when nobody says.
    var detectedAt: Date?
    /// What the timeline begins with.
    var openingLine: String

    /// Who takes part from the start, each once with all of their roles: the reporter, the commander, and whom the type
    /// of the incident asks for.
    func participants(
        in organisation: OrganisationConfiguration, at time: Date
    ) -> [ParticipantRecord] {
        var participants: [ParticipantRecord] = []
        func add(_ person: Person, _ role: ParticipantRole, engagedBy: String) {
            let address = person.email.lowercased()
            if let index = participants.firstIndex(where: { $0.person.email.lowercased() == address }) {
                if !participants[index].roles.contains(role) { participants[index].roles.append(role) }
            } else {
                participants.append(
                    ParticipantRecord(person: person, roles: [role], engagedBy: engagedBy, joinedAt: time))
            }
        }
        if let reporter { add(reporter, .reporter, engagedBy: actor) }
        if let (person, by) = organisation.onDuty(type.commander, at: time) {
            add(person, .incidentCommander, engagedBy: by)
        }
        for name in type.participants {
            if let (person, by) = organisation.onDuty(name, at: time) { add(person, .participant, engagedBy: by) }
        }
        return participants
    }
}

extension OrganisationConfiguration {
    /// Whom a rota's name or a mail address means at a time, and what says so.
    func onDuty(_ name: String, at time: Date) -> (person: Person, engagedBy: String)? {
        if let rota = rota(named: name) {
            return person(rota.onDuty(at: time)).map { ($0, "rota \(rota.name)") }
        }
        return person(name).map { ($0, "configuration") }
    }
}
