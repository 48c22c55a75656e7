/// What an SMTP server takes at most.
public struct SMTPLimits: Sendable, Hashable {
    /// Bytes of a mail. Default 10 MiB: a screenshot must not keep a report away.
    public var message = 10 << 20
    /// Recipients of a mail. Default 10.
    public var recipients = 10
    /// Connections at once. Default 100.
    public var connections = 100
    /// Bytes of all mails that are in memory. Default 64 MiB.
    public var memory = 64 << 20
    /// Seconds without a word from a client (RFC 5321, section 4.5.3.2.7). Default 300.
    public var idleSeconds = 300

    /// The defaults.
    public init() {}
}
