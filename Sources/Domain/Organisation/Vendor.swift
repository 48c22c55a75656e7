public import Capabilities

/// A kind of system that can work for us: what the configuration may say about it, and how it is reached. A process names
/// the vendors that it calls; nothing else knows which there are.
public struct Vendor: Sendable {
    /// Calls the methods of a provider that change nothing, and tells what it saw.
    public typealias Check = @Sendable (ProviderSettings, _ token: String?) async -> [ProviderFinding]

    /// What the configuration may say.
    public let schema: VendorSchema
    /// What a system of this kind does for us.
    public let services: @Sendable (_ settings: ProviderSettings, _ token: String?) -> Services
    /// Finds out whether a provider can be worked with; `nil` when it cannot be asked.
    public let check: Check?

    /// - Parameters:
    ///   - check: finds out whether a provider can be worked with; `nil` when it cannot be asked.
    ///   - services: makes the services of a provider with these settings and the token that they name. It is asked for
    ///     each message, so that a change of settings counts at once; it makes no call and opens nothing.
    public init(
        _ schema: VendorSchema, check: Check? = nil,
        services: @escaping @Sendable (ProviderSettings, _ token: String?) -> Services
    ) {
        self.schema = schema
        self.check = check
        self.services = services
    }
}
