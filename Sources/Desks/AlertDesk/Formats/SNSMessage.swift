public import JSON

/// What Amazon SNS posts to an HTTP endpoint, in its envelope.
public struct SNSMessage: Sendable, Hashable {
    /// What is posted.
    public enum Kind: String, Sendable, CaseIterable {
        /// Something that was published to the topic.
        case notification = "Notification"
        /// That the endpoint is to say whether it wants the topic.
        case confirmation = "SubscriptionConfirmation"
        /// That the subscription has ended.
        case end = "UnsubscribeConfirmation"
    }

    /// What is posted.
    public let kind: Kind
    /// Equal for every try of one message.
    public let id: String
    /// The topic that it comes from.
    public let topic: String
    /// What was published.
    public let text: String
    /// A line of its publisher's; `nil` for none.
    public let subject: String?

    /// Reads an envelope.
    /// - Throws: ``AlertRefusal``.
    public init(_ body: JSON) throws {
        var faults: [String] = []
        func text(_ name: String) -> String {
            if let text = body[name]?.stringValue { return text }
            faults.append("\(name): expected a text, found none")
            return ""
        }
        let word = text("Type")
        let kind = Kind(rawValue: word)
        if kind == nil, faults.isEmpty {
            faults.append(
                "Type: expected one of \(Kind.allCases.map(\.rawValue).joined(separator: ", ")), found another")
        }
        id = text("MessageId")
        topic = text("TopicArn")
        self.text = text("Message")
        subject = body["Subject"]?.stringValue
        guard let kind, faults.isEmpty else { throw AlertRefusal(faults) }
        self.kind = kind
    }
}
