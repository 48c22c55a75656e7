/// A command of a client (RFC 5321, section 4.1).
enum SMTPCommand: Sendable, Hashable {
    /// `isExtended` for EHLO.
    case hello(isExtended: Bool)
    /// `size` as the client announces it (RFC 1870).
    case mail(from: String, size: Int?)
    case recipient(String)
    case data, reset, noop, quit, verify
    /// One with an argument that makes no sense, and why.
    case wrong(SMTPReply)
    case unknown

    /// Reads a line without its end.
    init(_ line: String) {
        let word = line.prefix { $0 != " " }.uppercased()
        let rest = line.dropFirst(word.count).drop { $0 == " " }
        switch word {
        case "EHLO": self = .hello(isExtended: true)
        case "HELO": self = .hello(isExtended: false)
        case "MAIL": self = Self.mail(rest)
        case "RCPT": self = Self.recipient(rest)
        case "DATA": self = .data
        case "RSET": self = .reset
        case "NOOP": self = .noop
        case "QUIT": self = .quit
        case "VRFY": self = .verify
        default: self = .unknown
        }
    }

    private static func mail(_ text: Substring) -> SMTPCommand {
        guard let (address, parameters) = path(text, after: "FROM:") else {
            return .wrong(SMTPReply(501, "5.5.4", "say MAIL FROM:<address>"))
        }
        var size: Int?
        for parameter in parameters {
            let parts = parameter.uppercased().split(separator: "=", maxSplits: 1)
            switch parts.first {
            case "SIZE":
                guard let number = parts.last.flatMap({ Int($0) }), number >= 0 else {
                    return .wrong(SMTPReply(501, "5.5.4", "SIZE must be a number of bytes"))
                }
                size = number
            case "BODY" where parts.last == "7BIT" || parts.last == "8BITMIME": break
            default: return .wrong(SMTPReply(555, "5.5.4", "this server knows SIZE and BODY=8BITMIME"))
            }
        }
        guard address.isEmpty || isAddress(address) else {
            return .wrong(SMTPReply(501, "5.1.7", "the sender is no mail address"))
        }
        return .mail(from: address, size: size)
    }

    private static func recipient(_ text: Substring) -> SMTPCommand {
        guard let (address, parameters) = path(text, after: "TO:") else {
            return .wrong(SMTPReply(501, "5.5.4", "say RCPT TO:<address>"))
        }
        guard parameters.isEmpty else { return .wrong(SMTPReply(555, "5.5.4", "RCPT takes no parameters here")) }
        guard isAddress(address) else { return .wrong(SMTPReply(501, "5.1.3", "the recipient is no mail address")) }
        return .recipient(address)
    }

    /// What stands in angle brackets, without a route (RFC 5321, appendix C), and the words after it.
    private static func path(_ text: Substring, after word: String) -> (String, parameters: [Substring])? {
        guard text.prefix(word.count).uppercased() == word else { return nil }
        let text = text.dropFirst(word.count).drop { $0 == " " }
        guard text.first == "<", let end = text.firstIndex(of: ">") else { return nil }
        var address = text[..<end].dropFirst()
        if address.first == "@", let colon = address.firstIndex(of: ":") { address = address[colon...].dropFirst() }
        return (String(address), text[end...].dropFirst().split(separator: " "))
    }

    /// Room for a local part of 64 and a domain of 255 bytes (section 4.5.3.1), without anything that would end a line.
    private static func isAddress(_ text: String) -> Bool {
        text.utf8.count <= 320 && text.utf8.allSatisfy { $0 > 32 && $0 != 127 }
            && text.wholeMatch(of: /[^@<>]+@[^@<>]+/) != nil
    }
}
