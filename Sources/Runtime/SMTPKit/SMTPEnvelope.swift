/// From whom a mail comes and to whom it goes, as the transfer says (RFC 5321); its header may say otherwise.
public struct SMTPEnvelope: Sendable, Hashable {
    /// Where reports about it go; empty for what is a report itself.
    public var sender: String
    /// Those that were accepted, each once.
    public var recipients: [String] = []

    /// A mail of this sender, without a recipient yet.
    public init(sender: String, recipients: [String] = []) {
        self.sender = sender
        self.recipients = recipients
    }
}
