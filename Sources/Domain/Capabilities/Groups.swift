/// Groups of people with a mail address that reaches all of them.
public protocol Groups: Provider {
    func findGroup(_ key: EffectKey) async throws(ProviderError) -> ExternalObject?
    /// Makes the group; the answer's `address` is where mail reaches its members.
    func createGroup(_ draft: GroupDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject
    func archiveGroup(_ externalID: String) async throws(ProviderError)
    /// Adds somebody; again changes nothing.
    func addMember(_ email: String, toGroup externalID: String) async throws(ProviderError)
    func removeMember(_ email: String, fromGroup externalID: String) async throws(ProviderError)
}

/// What a group is made with.
public struct GroupDraft: Sendable, Hashable {
    /// Lower case, digits and hyphens; also the local part of its address where the provider lets it be chosen.
    public var name: String
    public var title: String
    /// Mail addresses.
    public var members: [String]

    public init(name: String, title: String, members: [String]) {
        self.name = name
        self.title = title
        self.members = members
    }
}
