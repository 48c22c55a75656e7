import Encodings
import HTTPKit
import HummingbirdCore
import Incident
import IncidentStore
import Organisation

/// `/incidents`: those that are there for whoever looks, with filters that are in the address.
struct IncidentsPage: Sendable {
    let desks: ConsoleDesks
    let pages: PageMaker

    /// What the page shows.
    struct View: Sendable {
        let filterForm: FormView
        let hasIncidents: Bool
        let incidents: [Item]
        let nextAddress: String?
    }

    /// An incident of the list.
    struct Item: Sendable {
        let incidentAddress: String
        let incidentName: String
        let incidentTitle: String
        let incidentStatus: String
        let incidentSeverity: String
        let incidentType: String
        let isRestricted: Bool
        let isDrill: Bool
        let commanderName: String?
        let reported: TimeView

        init(_ incident: IncidentRecord) {
            incidentAddress = SafeLink.incident(incident.name)
            incidentName = incident.name
            incidentTitle = incident.title
            incidentStatus = incident.status.rawValue
            incidentSeverity = incident.severity
            incidentType = incident.type
            isRestricted = incident.visibility == .restricted
            isDrill = incident.drill
            commanderName = incident.commander?.name
            reported = TimeView(incident.reportedAt)
        }
    }

    var endpoints: [Endpoint] {
        [Endpoint(page: "/incidents", reading: .page, answer: show)]
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        let asked = AskedIncidents(call.request)
        let found = try await Incidents.find(
            asked.filter(for: call.visitor?.email), for: call.principal.viewer, person: call.visitor?.email,
            after: call.cursor, limit: call.limit, in: desks.database)
        let organisation = try await desks.organisation()
        let view = View(
            filterForm: Self.form(asked, organisation, hasPerson: call.visitor != nil),
            hasIncidents: !found.items.isEmpty, incidents: found.items.map(Item.init),
            nextAddress: found.nextCursor.map { "/incidents?\(asked.query)cursor=\(PercentCoding.encode($0))" })
        return pages.page(view, by: "incidents", title: "Incidents", for: call.visitor)
    }

    private static func form(
        _ asked: AskedIncidents, _ organisation: OrganisationConfiguration, hasPerson: Bool
    ) -> FormView {
        func field(_ name: String, _ label: String, _ choices: [(String, String)]) -> FieldView {
            FieldView(
                name, of: "filter", label, .choice(choices.map { (value: $0.0, label: $0.1) }),
                value: asked[name], fault: nil)
        }
        var form = FormView("filter", to: "/incidents", token: nil, button: "Show them")
        form.formMethod = "get"
        form.formLabel = "Filters"
        form.hasMore = true
        form.moreTitle = "Filters"
        form.moreIsOpen = !asked.isEmpty
        form.more = [
            FieldView("words", of: "filter", "Words of the title", value: asked["words"], fault: nil),
            field(
                "status", "Status",
                [("", "active and stable"), ("all", "all")] + IncidentStatus.allCases.map { ($0.rawValue, $0.rawValue) }
            ),
            field("type", "Type", [("", "any")] + organisation.incidentTypes.map { ($0.name, $0.name) }),
            field("severity", "Severity", [("", "any")] + organisation.severities.map { ($0.name, $0.name) }),
        ]
        if hasPerson { form.more.append(field("people", "People", [("", "everybody"), ("mine", "with me")])) }
        return form
    }
}
