import HTTPKit
import HummingbirdCore
import IncidentDesk
import IncidentStore

/// `/incidents/{name}/reported`: who leads the incident that was just reported, and its places as they are made.
struct ReportedPage: Sendable {
    let desks: ConsoleDesks
    let pages: PageMaker

    /// What the page shows.
    struct View: Sendable {
        let incidentName: String
        let incidentTitle: String
        let incidentAddress: String
        let notice: String?
        let commander: PersonView?
        let resources: [ResourceView]
        let eventsAddress: String
    }

    var endpoints: [Endpoint] { [Endpoint(page: "/incidents/{name}/reported", answer: show)] }

    @Sendable private func show(_ call: Call) async throws -> Response {
        let name = try call.incidentName()
        let viewer = try await call.viewer(of: name, in: desks.database)
        guard let detail = try await IncidentDetail.load(name, for: viewer, in: desks.database) else {
            throw IncidentDeskError.noIncident(name)
        }
        let view = View(
            incidentName: "\(name)", incidentTitle: detail.incident.title, incidentAddress: SafeLink.incident(name),
            notice: call.request.parameter("notice") == "tags"
                ? "Its tags were not taken: the configuration does not know them." : nil,
            commander: detail.incident.commander.map { PersonView($0) },
            resources: detail.resources.map(ResourceView.init),
            eventsAddress: LivePage.address(of: detail))
        return pages.page(view, by: "reported", title: "\(name) is open", for: call.visitor)
    }
}
