/// The chat in which responders talk.
public protocol Conversations: Provider {
    func findConversation(_ key: EffectKey) async throws(ProviderError) -> ExternalObject?
    func createConversation(_ draft: ConversationDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject
    /// Takes it out of the lists of running conversations, readable as before; calling it again changes nothing.
    func archiveConversation(_ externalID: String) async throws(ProviderError)
    /// Adds somebody; adding a member again changes nothing.
    func addMember(_ email: String, toConversation externalID: String) async throws(ProviderError)
    /// Removes somebody; removing who is no member changes nothing.
    func removeMember(_ email: String, fromConversation externalID: String) async throws(ProviderError)
    func findPost(_ key: EffectKey, inConversation externalID: String) async throws(ProviderError) -> ExternalObject?
    /// Says something in the conversation.
    func post(_ text: String, inConversation externalID: String, key: EffectKey) async throws(ProviderError)
        -> ExternalObject
    /// Puts a link where everybody of the conversation finds it; a second one with the same title replaces the first.
    func bookmark(_ title: String, url: String, inConversation externalID: String) async throws(ProviderError)
}

/// What a conversation is made with.
public struct ConversationDraft: Sendable, Hashable {
    /// Lower case, digits and hyphens: `inc-17`.
    public var name: String
    public var topic: String
    /// Mail addresses.
    public var members: [String]
    /// Whether only members may read it.
    public var isPrivate: Bool

    public init(name: String, topic: String, members: [String], isPrivate: Bool) {
        self.name = name
        self.topic = topic
        self.members = members
        self.isPrivate = isPrivate
    }
}
