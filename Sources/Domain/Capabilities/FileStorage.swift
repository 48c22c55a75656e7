/// The place for an incident's files.
public protocol FileStorage: Provider {
    func findFolder(_ key: EffectKey) async throws(ProviderError) -> ExternalObject?
    func createFolder(_ draft: FolderDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject
    /// Makes it read-only where the provider can; calling it again changes nothing.
    func archiveFolder(_ externalID: String) async throws(ProviderError)
    /// Lets somebody in; again changes nothing.
    func addMember(_ email: String, toFolder externalID: String) async throws(ProviderError)
    func removeMember(_ email: String, fromFolder externalID: String) async throws(ProviderError)
}

/// What a folder is made with.
public struct FolderDraft: Sendable, Hashable {
    public var name: String
    /// Mail addresses of those who may read and write.
    public var members: [String]

    public init(name: String, members: [String]) {
        self.name = name
        self.members = members
    }
}
