/// Knows who may be in an object and who not.
public protocol Joinable: Provider {
    /// Lets somebody in; adding a member again changes nothing.
    /// - Parameter email: the person's mail address.
    func add(_ email: String, to externalID: String) async throws(ProviderError)
    /// Takes somebody out; removing who is no member changes nothing.
    func remove(_ email: String, from externalID: String) async throws(ProviderError)
}
