public import JSON

/// Somebody said something in an incident's conversation. The text is not in it: whoever needs it asks the provider, and gets
/// what is left of it when something was taken out meanwhile.
public struct MessagePosted: Fact, Hashable {
    /// `message.posted`.
    public static let name = "message.posted"
    /// 1.
    public static let version = 1

    /// The incident, at the version that it had.
    public var incident: IncidentReference
    /// The provider of the conversation: 1 to 100 characters.
    public var provider: String
    /// The conversation at the provider: 1 to 1,000 characters.
    public var conversation: String
    /// The message at the provider: 1 to 1,000 characters.
    public var message: String

    /// The fact of one message.
    public init(incident: IncidentReference, provider: String, conversation: String, message: String) {
        self.incident = incident
        self.provider = provider
        self.conversation = conversation
        self.message = message
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing or too long.
    public init(_ reader: JSONReader) throws {
        self.init(
            incident: try reader.decode("incident"), provider: try reader.string("provider", length: 1...100),
            conversation: try reader.string("conversation", length: 1...1000),
            message: try reader.string("message", length: 1...1000))
    }

    /// `incident`, `provider`, `conversation` and `message`.
    public var json: JSON {
        [
            "incident": incident.json, "provider": .string(provider), "conversation": .string(conversation),
            "message": .string(message),
        ]
    }
}
