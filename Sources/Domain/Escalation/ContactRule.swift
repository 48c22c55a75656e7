/// One way to reach a person, and when it is tried.
public struct ContactRule: Sendable, Hashable {
    /// What carries a page.
    public enum Channel: String, Sendable, Hashable, CaseIterable {
        /// A mail to an address.
        case mail
        /// A message in a conversation.
        case conversation
        /// A text message, by a provider of paging.
        case sms
        /// A call, by a provider of paging.
        case voice
        /// Whatever a provider of paging does with it.
        case webhook

        /// Whether a provider of paging carries it.
        public var needsPager: Bool {
            switch self {
            case .mail, .conversation: false
            case .sms, .voice, .webhook: true
            }
        }
    }

    /// What carries the page.
    public var channel: Channel
    /// A mail address, the id of a conversation at the provider of conversations, a telephone number (E.164), or what the provider
    /// of paging knows the device by.
    public var address: String
    /// How long after the step; at once when a contact before it has refused for good.
    public var after: Duration

    /// A rule as the program has it; nothing is checked.
    public init(_ channel: Channel, to address: String, after: Duration = .zero) {
        self.channel = channel
        self.address = address
        self.after = after
    }
}
