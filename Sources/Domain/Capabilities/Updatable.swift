/// Can make an object say something else.
public protocol Updatable<Content>: Provider {
    /// What an object says.
    associatedtype Content: Sendable

    /// Makes the object say this; calling it again changes nothing.
    func update(_ externalID: String, to content: Content) async throws(ProviderError)
}
