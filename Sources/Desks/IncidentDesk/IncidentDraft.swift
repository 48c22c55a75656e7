public import FoundationEssentials
public import Incident
import JSON
public import Organisation
import IncidentStore

/// An incident that is about to be opened, with everything that the organisation's configuration decides.
public struct IncidentDraft: Sendable, Hashable {
    /// One line, 1 to 200 characters.
    public var title: String
    /// At most 20,000 characters.
    public var description: String
    /// What kind of incident it is.
    public var type: IncidentType
    /// One of the organisation's.
    public var severity: String
    /// One of the organisation's.
    public var priority: String
    /// Who may see it.
    public var visibility: Visibility
    /// What opens it.
    public var source: IncidentSource
    /// Whether it is an exercise.
    public var drill = false
    /// Who reported it; nobody for an alert.
    public var reporter: Person?
    /// Who or what opens it: a mail address, or the name of an API key.
    public var actor: String
    /// When the trouble began or was seen first; now when nobody says.
    public var detectedAt: Date?
    /// What the timeline begins with.
    public var openingLine: String
    /// The route whose storm it is; `nil` for other incidents.
    public var storm: String?

    /// - Parameters:
    ///   - type: what kind of incident it is, which says who takes part.
    ///   - actor: who or what opens it: a mail address, or the name of an API key.
    ///   - openingLine: what the timeline begins with.
    public init(
        title: String, description: String, type: IncidentType, severity: String, priority: String,
        visibility: Visibility, source: IncidentSource, drill: Bool = false, reporter: Person? = nil, actor: String,
        detectedAt: Date? = nil, openingLine: String
    ) {
        self.title = title
        self.description = description
        self.type = type
        self.severity = severity
        self.priority = priority
        self.visibility = visibility
        self.source = source
        self.drill = drill
        self.reporter = reporter
        self.actor = actor
        self.detectedAt = detectedAt
        self.openingLine = openingLine
    }

    /// Who takes part from the start, each once with all of their roles: the reporter, the commander, whom the type of the
    /// incident asks for, and whom rules and preferences engage.
    func participants(
        in organisation: OrganisationConfiguration, at time: Date
    ) -> [ParticipantRecord] {
        var participants: [ParticipantRecord] = []
        func add(_ person: Person, _ role: ParticipantRole, engagedBy: String) {
            let address = person.email.lowercased()
            if let index = participants.firstIndex(where: { $0.person.email.lowercased() == address }) {
                let roles = participants[index].roles
                // Somebody with a part of their own in the response is no longer just a participant.
                guard !roles.contains(role), role != .participant || !roles.contains(where: \.isHeldByOne) else {
                    return
                }
                participants[index].roles.append(role)
            } else {
                participants.append(
                    ParticipantRecord(person: person, roles: [role], engagedBy: engagedBy, joinedAt: time))
            }
        }
        if let reporter { add(reporter, .reporter, engagedBy: actor) }
        let engaged = engaged
        if let holder = organisation.holder(of: .incidentCommander, in: engaged, at: time) {
            add(holder.person, .incidentCommander, engagedBy: holder.engagedBy)
        } else if let (person, by) = organisation.onDuty(type.commander, at: time).first {
            add(person, .incidentCommander, engagedBy: by)
        }
        for role in [ParticipantRole.scribe, .liaison] {
            guard let holder = organisation.holder(of: role, in: engaged, at: time) else { continue }
            add(holder.person, role, engagedBy: holder.engagedBy)
        }
        for (person, by) in type.participants.flatMap({ organisation.onDuty($0, at: time) }) {
            add(person, .participant, engagedBy: by)
        }
        for engagement in organisation.engaged(in: engaged, at: time)
        where !participants.contains(where: { $0.person.email.lowercased() == engagement.person.email.lowercased() }) {
            add(engagement.person, engagement.role, engagedBy: engagement.engagedBy)
        }
        // As they are listed.
        return participants.sorted { $0.person.email.utf8.lexicographicallyPrecedes($1.person.email.utf8) }
    }

    /// What rules about who is engaged look at.
    private var engaged: EngagedIncident {
        EngagedIncident(
            type: type.name, severity: severity, priority: priority, title: title, description: description,
            visibility: visibility, isDrill: drill)
    }
}
