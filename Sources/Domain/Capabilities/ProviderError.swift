/// Why a provider did not do what it was asked to.
public struct ProviderError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What the caller should do about it.
    public enum Remedy: Sendable, Hashable {
        /// Try again later, by the caller's own ladder.
        case retry
        /// Try again no earlier than this, as the provider asked (`Retry-After`).
        case retryAfter(Duration)
        /// Never try the same again: it would be refused again.
        case giveUp
    }

    /// The provider's name in the configuration.
    public var provider: String
    /// What was asked, such as `ticket.create`.
    public var operation: String
    /// What the caller should do about it.
    public var remedy: Remedy
    /// A short, stable code: `timeout`, `rate-limited`, `http-500`, `refused`.
    public var code: String
    /// A sentence for people, without secrets.
    public var detail: String
    /// Whether the provider may have done it all the same, so that it must be looked for before it is tried again.
    public var mayHaveHappened: Bool
    /// Whether it tells something about the provider's health (time-outs, refusals of service), rather than about this one
    /// request. Only these open a circuit.
    public var isOutage: Bool

    /// An error with everything that callers decide by.
    public init(
        provider: String, operation: String, remedy: Remedy, code: String, detail: String, mayHaveHappened: Bool,
        isOutage: Bool
    ) {
        self.provider = provider
        self.operation = operation
        self.remedy = remedy
        self.code = code
        self.detail = detail
        self.mayHaveHappened = mayHaveHappened
        self.isOutage = isOutage
    }

    /// One sentence for people: who could not do what, why, and the code.
    public var description: String {
        "\(provider) could not do \(operation): \(detail) (\(code))"
    }
}
