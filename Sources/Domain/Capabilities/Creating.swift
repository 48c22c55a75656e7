/// Makes one object for an effect key, and finds it again by the key.
public protocol Creating<Draft>: Provider {
    /// What an object is made with.
    associatedtype Draft: PlaceDraft

    /// Looks for what an earlier try has made.
    /// - Returns: `nil` only when a complete search found none.
    func find(_ key: EffectKey) async throws(ProviderError) -> ExternalObject?
    /// Makes the object, and records the key with it where the provider can.
    func create(_ draft: Draft, key: EffectKey) async throws(ProviderError) -> ExternalObject
}

/// What an object is made with.
public protocol PlaceDraft: Sendable {
    /// What is about to be made, for people who read the journal of effects.
    var intent: String { get }
}
