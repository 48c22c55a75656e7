/// A message and its envelope (RFC 5321 section 2.3.1).
public struct MailMessage: Sendable {
    /// The address that gets bounces: `MAIL FROM`.
    public var sender: String
    /// The addresses to deliver to, one or more. The server takes over the message for all of them or for none.
    public var recipients: [String]
    /// The message: header fields, an empty line, the body (RFC 5322). Line ends of any kind are sent as CRLF.
    public var content: [UInt8]
    /// The time for the whole delivery to the server. Default 30 seconds.
    public var deadline: Duration

    /// A mail.
    /// - Parameters:
    ///   - sender: the address of the envelope.
    ///   - recipients: the addresses of the envelope, at least one.
    ///   - content: the whole message, header and body (RFC 5322).
    ///   - deadline: the time for the whole submission.
    public init(from sender: String, to recipients: [String], content: [UInt8], deadline: Duration = .seconds(30)) {
        self.sender = sender
        self.recipients = recipients
        self.content = content
        self.deadline = deadline
    }

    /// The content with CRLF at every line end: a lone CR or LF could end the message early at some servers.
    var normalisedContent: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(content.count + content.count / 32)
        var previous: UInt8 = 0
        for byte in content {
            switch byte {
            case 10 where previous == 13: break
            case 10, 13: result += [13, 10]
            default: result.append(byte)
            }
            previous = byte
        }
        return result
    }

    /// Whether `address` can stand in an SMTP command: printable, without blanks and angle brackets, at most 254 bytes.
    static func isEnvelopeAddress(_ address: String) -> Bool {
        let bytes = address.utf8
        let forbidden = Array("<>\"\\(),;".utf8)
        return (3...254).contains(bytes.count)
            && bytes.allSatisfy { (33..<127).contains($0) && !forbidden.contains($0) }
            && address.split(separator: "@", omittingEmptySubsequences: false).count == 2
            && !address.hasPrefix("@") && !address.hasSuffix("@")
    }
}
