import Encodings
import HTTPKit
import HummingbirdCore
import IncidentDesk
import IncidentStore

/// `/incidents/{name}/timeline`: all that happened, page by page.
struct TimelinePage: Sendable {
    let desks: ConsoleDesks
    let pages: PageMaker

    /// What the page shows.
    struct View: Sendable {
        let incidentName: String
        let incidentTitle: String
        let tabs: [TabView]
        let timeline: [EntryView]
        let nextAddress: String?
    }

    var endpoints: [Endpoint] { [Endpoint(page: "/incidents/{name}/timeline", reading: .page, answer: show)] }

    @Sendable private func show(_ call: Call) async throws -> Response {
        let name = try call.incidentName()
        let viewer = try await call.viewer(of: name, in: desks.database)
        guard let incident = try await Incidents.incident(name, for: viewer, in: desks.database) else {
            throw IncidentDeskError.noIncident(name)
        }
        let cursor = try call.cursor.map { text in
            guard let id = UUIDText.uuid(from: text) else {
                throw IncidentStoreError(.invalidCursor, "the value of `cursor`")
            }
            return id
        }
        let page = try await Timeline.page(
            of: incident.id, for: viewer, in: .time, after: cursor, limit: min(call.limit, 50), in: desks.database)
        let view = View(
            incidentName: "\(name)", incidentTitle: incident.title, tabs: TabView.all(of: name, here: .timeline),
            timeline: page.items.map(EntryView.init),
            nextAddress: page.nextCursor.map {
                "\(SafeLink.incident(name))/timeline?cursor=\(PercentCoding.encode($0))"
            })
        return pages.page(view, by: "timeline", title: "Timeline of \(name)", for: call.visitor)
    }
}
