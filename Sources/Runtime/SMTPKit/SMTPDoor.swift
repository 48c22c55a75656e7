/// What becomes of mails.
public struct SMTPDoor: Sendable {
    /// Whether mail is taken for an address, asked before the mail is sent; `nil` when it is. 4xx when it cannot be stored
    /// now, 5xx when it never is.
    public var admit: @Sendable (_ recipient: String, _ sender: String) async -> SMTPReply?
    /// Stores a mail, and returns after that: 2xx says that it is kept.
    public var store: @Sendable (SMTPEnvelope, _ mail: [UInt8]) async -> SMTPReply

    /// What becomes of mails.
    public init(
        admit: @escaping @Sendable (_ recipient: String, _ sender: String) async -> SMTPReply?,
        store: @escaping @Sendable (SMTPEnvelope, _ mail: [UInt8]) async -> SMTPReply
    ) {
        self.admit = admit
        self.store = store
    }
}
