/// What carries mail.
///
/// Mail has no `find`: a try whose outcome is unknown is repeated with the same Message-ID and Date (RFC 5322, section
/// 3.6.4), by which mail systems and people recognise it as the same mail.
public protocol Mail: Provider {
    /// Hands the mail to the next system, which then answers for it.
    func send(_ message: MailMessage) async throws(ProviderError)
}

/// One mail, complete before its first try.
public struct MailMessage: Sendable, Hashable {
    /// The address that bounces go to (RFC 5321 reverse-path), also the author.
    public var from: String
    /// The one address that it goes to (RFC 5321 forward-path), and its To header.
    public var to: String
    /// The text of the Subject header, of any characters; the carrier encodes it (RFC 2047).
    public var subject: String
    /// `<unique@domain>`.
    public var messageID: String
    /// The Date header's text (RFC 5322, section 3.3).
    public var date: String
    /// Plain text, UTF-8, lines ended by `\n`.
    public var body: String
    /// Further headers, such as `Auto-Submitted`, `References`.
    public var headers: [String: String]

    /// A mail that is complete.
    public init(
        from: String, to: String, subject: String, messageID: String, date: String, body: String,
        headers: [String: String] = [:]
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.messageID = messageID
        self.date = date
        self.body = body
        self.headers = headers
    }
}
