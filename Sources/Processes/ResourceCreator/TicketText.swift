import Cost
import Incident
import IncidentStore

/// What the ticket of an incident says: what happened, who leads, and where everything is.
struct TicketText: Sendable {
    let response: IncidentResponse
    let publicURL: String
    /// What the incident costs so far, once that was counted.
    let cost: Money?

    var description: String {
        let incident = response.incident
        var paragraphs: [String] = []
        // Others may read the ticket of a restricted incident, so it tells them where to ask and nothing more.
        if incident.visibility == .open, !incident.description.isEmpty { paragraphs.append(incident.description) }
        paragraphs.append(people.joined(separator: "\n"))
        if incident.visibility == .open, let cost { paragraphs.append("Cost so far: \(cost.text)") }
        paragraphs.append(links.joined(separator: "\n"))
        return paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private var people: [String] {
        let incident = response.incident
        return [("Commander", incident.commander), ("Reporter", incident.reporter)].compactMap { role, person in
            person.map { "\(role): \($0.name)\($0.team.map { ", \($0)" } ?? "") <\($0.email)>" }
        }
    }

    private var links: [String] {
        let places = response.resources.filter { $0.state == .created && $0.kind != .ticket }
            .sorted { $0.kind.rawValue < $1.kind.rawValue }
            .compactMap { resource in resource.url.map { "\(resource.kind.heading): \($0)" } }
        return ["Incident: \(response.incident.url(under: publicURL))"] + places
    }
}
