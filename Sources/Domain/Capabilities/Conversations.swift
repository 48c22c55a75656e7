/// The chat in which responders talk.
public protocol Conversations: Creating, Joinable, Archivable where Draft == ConversationDraft {
    /// Looks for what an earlier try has said in the conversation.
    func findPost(_ key: EffectKey, inConversation externalID: String) async throws(ProviderError) -> ExternalObject?
    /// Says something in the conversation.
    func post(_ text: String, inConversation externalID: String, key: EffectKey) async throws(ProviderError)
        -> ExternalObject
    /// Puts a link where everybody of the conversation finds it; a second one with the same title replaces the first.
    func bookmark(_ title: String, url: String, inConversation externalID: String) async throws(ProviderError)
}

/// What a conversation is made with.
public struct ConversationDraft: PlaceDraft, Hashable {
    /// Lower case, digits and hyphens: `inc-17`.
    public var name: String
    /// What it is about, in one line.
    public var topic: String
    /// Mail addresses.
    public var members: [String]
    /// Whether only members may read it.
    public var isPrivate: Bool

    /// A draft of these words.
    public init(name: String, topic: String, members: [String], isPrivate: Bool) {
        self.name = name
        self.topic = topic
        self.members = members
        self.isPrivate = isPrivate
    }

    /// The name.
    public var intent: String { name }
}
