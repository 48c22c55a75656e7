public import Capabilities
import Curl
public import FoundationEssentials
import HTTPProvider
import NativeProviders
public import Organisation
import Postgres
public import WorkerKit

/// The providers that the organisation's configuration names, made as it says.
public struct ProviderRegistry: Sendable {
    private let database: PostgresClient
    private let publicURL: String
    private let http: CurlClient
    private let tokens: ProviderTokens

    /// - Parameter variables: the process' environment, which holds the tokens of providers.
    public init(
        _ environment: WorkerEnvironment, variables: [String: String] = ProcessInfo.processInfo.environment
    ) {
        database = environment.database
        publicURL = environment.configuration.publicURL
        http = environment.http
        tokens = ProviderTokens(environment: variables)
    }

    /// The providers of tickets, in the order to try them.
    /// - Throws: ``Failure`` when one cannot be made, as all functions of this type do.
    public func ticketing(_ organisation: OrganisationConfiguration) throws -> [any Ticketing] {
        try organisation.providers(of: .ticketing).map { try ticketing(named: $0, organisation) }
    }

    public func conversations(_ organisation: OrganisationConfiguration) throws -> [any Conversations] {
        try organisation.providers(of: .conversations).map { try conversations(named: $0, organisation) }
    }

    public func storage(_ organisation: OrganisationConfiguration) throws -> [any FileStorage] {
        try organisation.providers(of: .storage).map { try storage(named: $0, organisation) }
    }

    public func documents(_ organisation: OrganisationConfiguration) throws -> [any Documents] {
        try organisation.providers(of: .documents).map { try documents(named: $0, organisation) }
    }

    public func groups(_ organisation: OrganisationConfiguration) throws -> [any Groups] {
        try organisation.providers(of: .groups).map { try groups(named: $0, organisation) }
    }

    public func conferencing(_ organisation: OrganisationConfiguration) throws -> [any Conferencing] {
        try organisation.providers(of: .conferencing).map { try conferencing(named: $0, organisation) }
    }

    /// The provider of this name: the one that made what is to be changed now.
    public func ticketing(named name: String, _ organisation: OrganisationConfiguration) throws -> any Ticketing {
        try choose(name, organisation, native: { $0.ticketing }, http: { $0 })
    }

    public func conversations(
        named name: String, _ organisation: OrganisationConfiguration
    ) throws -> any Conversations {
        try choose(name, organisation, native: { $0.conversations }, http: { $0 })
    }

    public func storage(named name: String, _ organisation: OrganisationConfiguration) throws -> any FileStorage {
        try choose(name, organisation, native: { $0.storage }, http: { $0 })
    }

    public func documents(named name: String, _ organisation: OrganisationConfiguration) throws -> any Documents {
        try choose(name, organisation, native: { $0.documents }, http: { $0 })
    }

    public func groups(named name: String, _ organisation: OrganisationConfiguration) throws -> any Groups {
        try choose(name, organisation, native: { $0.groups }, http: { $0 })
    }

    public func conferencing(
        named name: String, _ organisation: OrganisationConfiguration
    ) throws -> any Conferencing {
        try choose(name, organisation, native: { $0.conferencing }, http: { $0 })
    }

    /// What carries mail, in the order to try it.
    /// - Parameter native: what the process itself sends with.
    public func mail(_ organisation: OrganisationConfiguration, native: any Mail) throws -> [any Mail] {
        try organisation.providers(of: .mail).map { name in
            name == ProviderSettings.native ? native : try http(named: name, organisation)
        }
    }

    /// Whom mail to an address reaches when it is the address of a group that comes with Muster; `nil` for any other.
    public func members(ofGroup address: String, _ organisation: OrganisationConfiguration) async throws -> [String]? {
        try await native(organisation).groups.members(ofAddress: address)
    }

    private func choose<Chosen>(
        _ name: String, _ organisation: OrganisationConfiguration, native: (NativeProviders) -> Chosen,
        http: (HTTPProvider) -> Chosen
    ) throws(Failure) -> Chosen {
        if name == ProviderSettings.native { return native(self.native(organisation)) }
        return http(try self.http(named: name, organisation))
    }

    private func http(named name: String, _ organisation: OrganisationConfiguration) throws(Failure) -> HTTPProvider {
        guard let settings = organisation.providers.first(where: { $0.name == name }) else {
            throw Failure(
                .deadLetter, code: "no-provider", detail: "no provider is configured under the name `\(name)`",
                place: "providers")
        }
        guard settings.kind == HTTPProvider.schema.kind, let url = settings.url else {
            throw Failure(
                .retry, code: "unknown-kind", detail: "`\(name)` is of the kind `\(settings.kind)`", place: "providers")
        }
        return HTTPProvider(
            name: name, url: url, token: try tokens.token(of: settings), timeout: settings.timeout,
            searchLag: settings.searchLag, client: http)
    }

    private func native(_ organisation: OrganisationConfiguration) -> NativeProviders {
        // The transaction that marks the message as done follows, and waits for the disk.
        NativeProviders(
            database: database.withoutWaitingForDisk, publicURL: publicURL, settings: organisation.native)
    }
}
