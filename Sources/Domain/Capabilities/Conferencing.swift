/// Bridges on which responders speak.
public protocol Conferencing: Provider {
    func findConference(_ key: EffectKey) async throws(ProviderError) -> ExternalObject?
    func createConference(_ draft: ConferenceDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject
    /// Ends it; calling it again changes nothing.
    func archiveConference(_ externalID: String) async throws(ProviderError)
}

/// What a conference is made with.
public struct ConferenceDraft: Sendable, Hashable {
    public var title: String
    /// Mail addresses of those who may enter without being asked.
    public var members: [String]

    public init(title: String, members: [String]) {
        self.title = title
        self.members = members
    }
}
