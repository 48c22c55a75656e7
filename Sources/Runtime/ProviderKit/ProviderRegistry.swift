public import Capabilities
public import Environment
public import Organisation
public import WorkerKit

/// The providers that the organisation's configuration names, made as it says by the vendors that a process knows.
public struct ProviderRegistry: Sendable {
    private let native: @Sendable (NativeSettings) -> Services
    private let vendors: [String: Vendor]
    private let tokens: ProviderTokens

    /// - Parameters:
    ///   - native: what comes with Muster, by what the organisation decided about it.
    ///   - mail: what carries mail where the organisation has no system of its own for it; `nil` in a process that sends
    ///     none.
    ///   - vendors: the systems of others that the process can call; of two of one kind the first counts.
    ///   - variables: the process' environment, which holds the tokens of providers.
    public init(
        native: @escaping @Sendable (NativeSettings) -> Services, mail: (any Mail)? = nil, vendors: [Vendor],
        variables: EnvironmentVariables = .process
    ) {
        self.native = { settings in
            var services = native(settings)
            if let mail { services.mail = mail }
            return services
        }
        self.vendors = Dictionary(vendors.map { ($0.schema.kind, $0) }) { first, _ in first }
        tokens = ProviderTokens(environment: variables)
    }

    /// Who has a capability, in the order to try them.
    /// - Throws: ``Failure`` when one cannot be made.
    public func providers<Service>(
        of kind: ServiceKind<Service>, _ organisation: OrganisationConfiguration
    ) throws(Failure) -> [Service] {
        var services: [Service] = []
        for name in organisation.providers(of: kind.capability) {
            services.append(try provider(of: kind, named: name, organisation))
        }
        return services
    }

    /// The provider of this name: the one that made what is to be changed now.
    /// - Throws: ``Failure`` when it cannot be made, or does not have the capability.
    public func provider<Service>(
        of kind: ServiceKind<Service>, named name: String, _ organisation: OrganisationConfiguration
    ) throws(Failure) -> Service {
        guard let service = try services(of: name, organisation)[keyPath: kind.member] else {
            throw Failure(
                .deadLetter, code: "no-provider", detail: "`\(name)` does no \(kind.capability.rawValue)",
                place: "providers")
        }
        return service
    }

    private func services(of name: String, _ organisation: OrganisationConfiguration) throws(Failure) -> Services {
        if name == ProviderSettings.native { return native(organisation.native) }
        guard let settings = organisation.providers.first(where: { $0.name == name }) else {
            throw Failure(
                .deadLetter, code: "no-provider", detail: "no provider is configured under the name `\(name)`",
                place: "providers")
        }
        // A newer release may know it, whose process then takes the message.
        guard let vendor = vendors[settings.kind] else {
            throw Failure(
                .retry, code: "unknown-kind",
                detail: "this process knows no provider of the kind `\(settings.kind)`, which `\(name)` is",
                place: "providers")
        }
        return vendor.services(settings, try tokens.token(of: settings))
    }
}
