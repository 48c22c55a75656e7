public import Capabilities
public import Curl
import JSON
public import Organisation

extension HTTPProvider {
    /// What the configuration says about a provider of this kind: it needs an address.
    public static let schema = VendorSchema(kind: "http") { settings in
        _ = try settings.string("url", length: 8...2000)
    }

    /// Systems that answer to `openapi.yaml`.
    public static func vendor(client: CurlClient) -> Vendor {
        let provider = { @Sendable (settings: ProviderSettings, token: String?) in
            HTTPProvider(
                name: settings.name, url: settings.url ?? "", token: token, timeout: settings.timeout,
                searchLag: settings.searchLag, client: client)
        }
        return Vendor(schema, check: { await provider($0, $1).findings() }, services: { provider($0, $1).services })
    }

    /// Tickets at `/tickets`.
    public var ticketing: any Ticketing { HTTPPlaces<TicketDraft>(provider: self) }
    /// Conversations at `/conversations`, with posts and bookmarks.
    public var conversations: any Conversations { HTTPPlaces<ConversationDraft>(provider: self) }
    /// Folders at `/folders`.
    public var storage: any FileStorage { HTTPPlaces<FolderDraft>(provider: self) }
    /// Documents at `/documents`.
    public var documents: any Documents { HTTPPlaces<DocumentDraft>(provider: self) }
    /// Groups at `/groups`.
    public var groups: any Groups { HTTPPlaces<GroupDraft>(provider: self) }
    /// Conferences at `/conferences`.
    public var conferencing: any Conferencing { HTTPPlaces<ConferenceDraft>(provider: self) }

    /// Pages at `/pages`.
    public var pager: any Pager { HTTPPlaces<PagerDraft>(provider: self) }

    /// All that such a system can do; which of it is wanted is for the configuration to say.
    public var services: Services {
        var services = Services()
        services.ticketing = ticketing
        services.conversations = conversations
        services.storage = storage
        services.documents = documents
        services.groups = groups
        services.conferencing = conferencing
        services.mail = self
        services.pager = pager
        return services
    }
}
