import Encodings
import FoundationEssentials
import Incident
import JSON
import IncidentStore

/// What templates may say about an incident: `{{incident.title}}`, `{{incident.commander.name}}`,
/// `{{#incident.participants}}…{{/incident.participants}}`. Every value is text in one line, but the description.
struct TemplateFields: Sendable, Hashable {
    struct Somebody: Sendable, Hashable {
        var name: String
        var email: String
        /// `nil`, so that a section over it is left out, when nothing is known.
        var team: String?
        var location: String?
        var roles: String
    }

    var name: String
    var title: String
    var description: String
    var type: String
    var severity: String
    var priority: String
    var status: String
    var visibility: String
    /// When it was reported, as RFC 3339 in UTC.
    var reported: String
    /// The incident's page.
    var url: String
    /// The page that answers newcomers' questions; `nil` when the type has none.
    var faq: String?
    /// `nil` when nobody is, as the reporter of an incident that an alert opened.
    var commander: Somebody?
    var reporter: Somebody?
    var participants: [Somebody]

    init(_ response: IncidentResponse, faq: String?, publicURL: String) {
        let incident = response.incident
        name = incident.name
        title = oneLine(incident.title)
        description = incident.description
        type = incident.type
        severity = incident.severity
        priority = incident.priority
        status = incident.status.rawValue
        visibility = incident.visibility.rawValue
        reported = RFC3339.string(from: incident.reportedAt)
        url = incident.url(under: publicURL)
        self.faq = faq
        participants = response.participants.map { Somebody($0.person, roles: $0.roles) }
        commander = incident.commander.map { Somebody($0, roles: [.incidentCommander]) }
        reporter = incident.reporter.map { Somebody($0, roles: [.reporter]) }
    }

    /// The same with every value passed through `change`.
    func mapped(_ change: (String) -> String) -> TemplateFields {
        var copy = self
        for field in [
            \TemplateFields.name, \.title, \.description, \.type, \.severity, \.priority, \.status, \.visibility,
            \.reported, \.url,
        ] as [WritableKeyPath<TemplateFields, String>] {
            copy[keyPath: field] = change(self[keyPath: field])
        }
        copy.faq = faq.map(change)
        copy.commander = commander?.mapped(change)
        copy.reporter = reporter?.mapped(change)
        copy.participants = participants.map { $0.mapped(change) }
        return copy
    }
}

extension TemplateFields.Somebody {
    init(_ person: Person, roles: [ParticipantRole]) {
        self.init(
            name: oneLine(person.name), email: person.email, team: person.team.map(oneLine),
            location: person.location.map(oneLine), roles: roles.map(\.title).joined(separator: ", "))
    }

    func mapped(_ change: (String) -> String) -> TemplateFields.Somebody {
        TemplateFields.Somebody(
            name: change(name), email: change(email), team: team.map(change), location: location.map(change),
            roles: change(roles))
    }
}
