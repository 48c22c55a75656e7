/// What reaches people beside mail and conversations: text messages, calls, and whatever else answers to a page.
public protocol Pager: Creating where Draft == PagerDraft {}

/// One page over one channel, complete before its first try.
public struct PagerDraft: PlaceDraft, Hashable {
    /// `sms`, `voice` or `webhook`.
    public var channel: String
    /// A telephone number (E.164), or whatever the provider knows the person's device by.
    public var to: String
    /// The person's mail address.
    public var person: String
    /// What it says in one line: what fits on a small screen, or is read out.
    public var subject: String
    /// What it says, plain text, lines ended by `\n`.
    public var text: String

    /// A page of these words.
    public init(channel: String, to: String, person: String, subject: String, text: String) {
        self.channel = channel
        self.to = to
        self.person = person
        self.subject = subject
        self.text = text
    }

    /// The channel.
    public var intent: String { channel }
}
