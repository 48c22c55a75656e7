/// Can take an object out of the lists of what is going on, readable as before.
public protocol Archivable: Provider {
    /// Archives the object; calling it again changes nothing.
    func archive(_ externalID: String) async throws(ProviderError)
}
