import Capabilities
import Curl
import JSON
import JiraStandIn
import Organisation

@testable import JiraProvider

/// A stand-in of a Jira and the provider that talks to it.
struct JiraFixture {
    let standIn: JiraStandIn
    let ticketing: any Ticketing
    let vendor: Vendor
    let settings: ProviderSettings
    let client: CurlClient

    static let draft = TicketDraft(
        title: "INC-17: Payments are refused",
        description: "Every third card fails.\n\nIncident: https://m.example.org/17", status: "active",
        severity: "high", priority: "p1", assignee: "primary-oncall@example.org",
        links: [.init(name: "incident", title: "INC-17", url: "https://m.example.org/17")])

    init(isCloud: Bool = true, token: String? = "right", options: JSONObject = [:]) throws {
        standIn = try JiraStandIn(isCloud: isCloud)
        client = CurlClient(policy: OutboundPolicy(allowedNetworks: [CIDR("127.0.0.0/8")].compactMap { $0 }))
        var all: JSONObject = ["project": "OPS", "deployment": .string(isCloud ? "cloud" : "data_center")]
        if isCloud { all["user"] = "bot@example.org" }
        for (key, value) in options { all[key] = value }
        settings = ProviderSettings(
            name: "tracker", kind: "jira", url: standIn.url, timeout: .seconds(5), searchLag: .milliseconds(1),
            options: all)
        vendor = JiraProvider.vendor(client: client)
        guard let ticketing = vendor.services(settings, token).ticketing else { throw NoTicketing() }
        self.ticketing = ticketing
    }

    struct NoTicketing: Error {}
}
