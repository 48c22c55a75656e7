import Capabilities
public import Curl
public import Organisation

/// Slack: a channel for each incident, in which Muster says what happens.
public enum SlackProvider {
    /// How long a look into a channel may lag behind what was said in it when the settings say nothing: Slack promises
    /// nothing.
    static let searchLag: Duration = .seconds(5)

    /// What the configuration says about a provider of this kind.
    public static let schema = VendorSchema(kind: "slack", keys: SlackSettings.keys) { try SlackSettings.check($0) }

    /// Slacks, of which this process remembers what they have refused for its rate, and whom they know.
    public static func vendor(client: CurlClient) -> Vendor {
        let memory = SlackMemory()
        return Vendor(
            schema,
            check: { settings, token in
                guard let own = SlackSettings(settings) else { return [SlackCheck.unreadable] }
                let slack = SlackSystem(settings, own, token: token, memory: SlackMemory(), http: client)
                return await SlackCheck(slack: slack).findings()
            },
            services: { settings, token in
                var services = Services()
                guard let own = SlackSettings(settings) else { return services }
                services.conversations = SlackConversations(
                    slack: SlackSystem(settings, own, token: token, memory: memory, http: client),
                    searchLag: settings.searchLag > .zero ? settings.searchLag : searchLag)
                return services
            })
    }
}
