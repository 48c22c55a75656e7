public import Capabilities

/// One way to have an effect: a provider and what it is asked.
public struct EffectOption: Sendable {
    /// Looks for what an earlier try has made; `nil` only when a complete search found none.
    public typealias Find = @Sendable () async throws(ProviderError) -> ExternalObject?
    /// Has the effect once, and answers what it made.
    public typealias Call = @Sendable () async throws(ProviderError) -> ExternalObject

    let provider: any Provider
    let find: Find?
    let call: Call

    /// - Parameters:
    ///   - provider: whose circuit breaker and name the effect is booked under.
    ///   - find: looks for what an earlier try has made; `nil` for what cannot be looked for, which is then repeated.
    ///   - call: has the effect.
    public init(at provider: any Provider, find: Find? = nil, call: @escaping Call) {
        self.provider = provider
        self.find = find
        self.call = call
    }
}
