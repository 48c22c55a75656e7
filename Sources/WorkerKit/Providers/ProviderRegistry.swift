public import Capabilities
import Curl
import NativeProviders
public import Organisation
import Postgres

/// The providers that the organisation's configuration names, made as it says.
public struct ProviderRegistry: Sendable {
    private let database: PostgresClient
    private let publicURL: String

    public init(_ environment: WorkerEnvironment) {
        database = environment.database
        publicURL = environment.configuration.publicURL
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
        try native(name, organisation).ticketing
    }

    public func conversations(
        named name: String, _ organisation: OrganisationConfiguration
    ) throws -> any Conversations {
        try native(name, organisation).conversations
    }

    public func storage(named name: String, _ organisation: OrganisationConfiguration) throws -> any FileStorage {
        try native(name, organisation).storage
    }

    public func documents(named name: String, _ organisation: OrganisationConfiguration) throws -> any Documents {
        try native(name, organisation).documents
    }

    public func groups(named name: String, _ organisation: OrganisationConfiguration) throws -> any Groups {
        try native(name, organisation).groups
    }

    public func conferencing(
        named name: String, _ organisation: OrganisationConfiguration
    ) throws -> any Conferencing {
        try native(name, organisation).conferencing
    }

    /// Whom mail to an address reaches when it is the address of a group that comes with Muster; `nil` for any other.
    public func members(ofGroup address: String, _ organisation: OrganisationConfiguration) async throws -> [String]? {
        try await native(ProviderSettings.native, organisation).groups.members(ofAddress: address)
    }

    private func native(_ name: String, _ organisation: OrganisationConfiguration) throws(Failure) -> NativeProviders {
        guard name == ProviderSettings.native else {
            throw Failure(
                .deadLetter, code: "no-provider", detail: "no provider is configured under the name `\(name)`",
                place: "providers")
        }
        return NativeProviders(database: database, publicURL: publicURL, settings: organisation.native)
    }
}
