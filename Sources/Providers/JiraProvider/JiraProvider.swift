public import Curl
import Capabilities
import JSON
public import Organisation

/// Jira, Atlassian's cloud or an organisation's Data Center: a ticket for each incident.
public enum JiraProvider {
    /// How long a search may lag behind a creation when the settings say nothing: Jira promises nothing.
    static let searchLag: Duration = .seconds(30)

    /// What the configuration says about a provider of this kind.
    public static let schema = VendorSchema(kind: "jira", keys: JiraSettings.keys) { try JiraSettings.check($0) }

    /// Jiras, of which this process remembers what they have refused for its rate, and whom they know.
    public static func vendor(client: CurlClient) -> Vendor {
        let memory = JiraMemory()
        return Vendor(
            schema,
            check: { settings, token in
                guard let own = JiraSettings(settings) else { return [JiraCheck.unreadable] }
                let jira = JiraSystem(settings, own, token: token, memory: JiraMemory(), http: client)
                return await JiraCheck(jira).findings()
            },
            services: { settings, token in
                var services = Services()
                guard let own = JiraSettings(settings) else { return services }
                services.ticketing = JiraTicketing(
                    jira: JiraSystem(settings, own, token: token, memory: memory, http: client),
                    searchLag: settings.searchLag > .zero ? settings.searchLag : searchLag)
                return services
            })
    }
}
