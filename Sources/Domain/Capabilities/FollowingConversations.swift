/// Conversations that go with their incidents: their topic is what is so now, and they become read-only some time after the
/// end.
public protocol FollowingConversations: Conversations {
    /// How long after its incident was closed a conversation is archived; `nil` when it never is.
    var archivesAfter: Duration? { get }

    /// Makes the conversation go with its incident; calling it again changes nothing.
    func follow(_ externalID: String, _ state: ConversationState) async throws(ProviderError)
}

/// What a conversation goes with.
public struct ConversationState: Sendable, Hashable {
    /// How far the incident is.
    public enum Stage: String, Sendable {
        /// People work on it: its conversation is open.
        case going
        /// It was closed, and people may still talk: its conversation is left as it is.
        case closed
        /// It was closed long enough ago: its conversation is archived.
        case over
    }

    /// What it is about, in one line.
    public var topic: String
    /// How far the incident is.
    public var stage: Stage

    /// A state of an incident.
    public init(topic: String, stage: Stage) {
        self.topic = topic
        self.stage = stage
    }
}
