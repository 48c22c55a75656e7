public import Capabilities
public import Organisation
public import Postgres

/// The providers that come with Muster: everything a response needs, as rows of the schema `native` and pages under the
/// public address. They keep the key of the effect that made an object with it, so creating again answers with the same
/// object.
public struct NativeProviders: Sendable {
    /// Where an incident is a ticket: `native.ticket`, pages under `/tickets`.
    public let ticketing: NativeTicketing
    /// Where responders talk: `native.conversation`, pages under `/conversations`.
    public let conversations: NativeConversations
    /// Where files lie: `native.folder`, pages under `/files`.
    public let storage: NativeFileStorage
    /// Where timeline and review are written: `native.document`, pages under `/documents`.
    public let documents: NativeDocuments
    /// What people remark on documents: `native.comment`.
    public let comments: NativeComments
    /// Addresses that reach all responders: `native.mail_group`, pages under `/groups`.
    public let groups: NativeGroups
    /// Where responders speak: `native.conference`, pages under `/conferences`.
    public let conferencing: NativeConferencing

    /// - Parameters:
    ///   - database: with a role that may use the schema `native`.
    ///   - publicURL: the base of every link, without a slash at its end.
    ///   - settings: what the organisation decided about groups and bridges.
    public init(database: PostgresClient, publicURL: String, settings: NativeSettings = NativeSettings()) {
        let store = NativeStore(database: database, publicURL: publicURL)
        ticketing = NativeTicketing(store: store)
        conversations = NativeConversations(store: store)
        storage = NativeFileStorage(store: store)
        documents = NativeDocuments(store: store)
        comments = NativeComments(store: store)
        groups = NativeGroups(store: store, domain: settings.groupDomain)
        conferencing = NativeConferencing(store: store, settings: settings)
    }

    /// What a worker makes places with: the services by what the organisation decided.
    /// - Parameters:
    ///   - database: see ``init(database:publicURL:settings:)``. What is written waits for no disk: the transaction that
    ///     marks the message as done follows, and does.
    public static func services(
        database: PostgresClient, publicURL: String
    ) -> @Sendable (NativeSettings) -> Services {
        let database = database.withoutWaitingForDisk
        return { NativeProviders(database: database, publicURL: publicURL, settings: $0).services }
    }

    /// All that comes with Muster, but mail.
    var services: Services {
        var services = Services()
        services.ticketing = ticketing
        services.conversations = conversations
        services.storage = storage
        services.documents = documents
        services.groups = groups
        services.conferencing = conferencing
        return services
    }
}
