/// What an SMTP server answers (RFC 5321, section 4.2), with an enhanced status code (RFC 3463).
public struct SMTPReply: Sendable, Hashable {
    /// 2xx: done; 4xx: not now, to be tried again; 5xx: never.
    public let code: Int
    /// In words for people, in ASCII, each a line.
    public let lines: [String]

    /// - Parameters:
    ///   - code: 200 to 599.
    ///   - status: the enhanced status code; empty for replies that have none.
    ///   - text: one line. What is no printable ASCII becomes `?`: nothing of a sender may begin a line of its own.
    public init(_ code: Int, _ status: String = "", _ text: String) {
        self.init(code, lines: [status.isEmpty ? text : "\(status) \(text)"])
    }

    init(_ code: Int, lines: [String]) {
        self.code = code
        self.lines = lines.map { line in
            String(decoding: line.utf8.prefix(480).map { $0 >= 32 && $0 < 127 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
        }
    }

    /// As it is sent.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for (index, line) in lines.enumerated() {
            bytes += "\(code)\(index == lines.count - 1 ? " " : "-")\(line)\r\n".utf8
        }
        return bytes
    }
}

extension SMTPReply {
    /// That a mail was stored.
    public static func stored(_ text: String) -> SMTPReply { SMTPReply(250, "2.0.0", text) }
    /// That nothing can be stored now.
    public static let unavailable = SMTPReply(451, "4.3.0", "nothing can be stored now; try again in a minute")

    static let ok = SMTPReply(250, "2.0.0", "ok")
    static let sender = SMTPReply(250, "2.1.0", "sender ok")
    static let recipient = SMTPReply(250, "2.1.5", "recipient ok")
    static let goAhead = SMTPReply(354, "", "send the mail; end with a line of a single dot")
    static let bye = SMTPReply(221, "2.0.0", "bye")
    static let closing = SMTPReply(421, "4.3.2", "this server stops; try again in a minute")
    static let crowded = SMTPReply(421, "4.7.0", "too many connections; try again in a minute")
    static let idle = SMTPReply(421, "4.4.2", "nothing was said for too long")
    static let full = SMTPReply(452, "4.3.1", "too much is being received at once; try again in a minute")
    static let badSequence = SMTPReply(503, "5.5.1", "not now: MAIL, RCPT, DATA come in this order")
    static let unknown = SMTPReply(500, "5.5.2", "unknown command")
    static let lineTooLong = SMTPReply(500, "5.5.2", "the line is too long")
    static let tooManyFaults = SMTPReply(421, "4.7.0", "too many commands that make no sense")
    static let noGuess = SMTPReply(252, "2.1.5", "send the mail to find out")
    static func tooLarge(_ limit: Int) -> SMTPReply {
        SMTPReply(552, "5.3.4", "the mail is larger than the \(limit) bytes that are accepted")
    }
}
