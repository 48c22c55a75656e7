public import Capabilities

/// A kind of system that can work for us: what the configuration may say about it, and how it is reached. A process names
/// the vendors that it calls; nothing else knows which there are.
public struct Vendor: Sendable {
    /// What the configuration may say.
    public let schema: VendorSchema
    /// What a system of this kind does for us.
    public let services: @Sendable (_ settings: ProviderSettings, _ token: String?) -> Services

    /// - Parameters:
    ///   - services: makes the services of a provider with these settings and the token that they name. It is asked for
    ///     each message, so that a change of settings counts at once; it makes no call and opens nothing.
    public init(
        _ schema: VendorSchema, services: @escaping @Sendable (ProviderSettings, _ token: String?) -> Services
    ) {
        self.schema = schema
        self.services = services
    }
}
