import Incident
import IncidentStore
import Organisation

/// The links that a conversation has: to the incident's page, to every other place that is there, and to the page that
/// answers newcomers' questions.
struct PlaceLinks: Sendable {
    let response: IncidentResponse
    let organisation: OrganisationConfiguration
    let publicURL: String

    struct Link: Sendable {
        /// Names the link among those of the incident: `ticket`.
        var step: String
        var title: String
        var url: String
    }

    var all: [Link] {
        let incident = response.incident
        var links = [Link(step: "incident", title: incident.name, url: incident.url(under: publicURL))]
        for resource in response.resources where resource.kind != .conversation && resource.state == .created {
            guard let url = resource.url else { continue }
            links.append(Link(step: resource.kind.rawValue, title: resource.kind.heading, url: url))
        }
        if let faq = organisation.type(named: incident.type)?.faqURL {
            links.append(Link(step: "faq", title: "Questions and answers", url: faq))
        }
        return links
    }
}
