import Encodings

/// A mail as it came (RFC 5322, MIME): who wrote it, what it is about, and what there is to read in it. Every sequence of
/// bytes is one: what is broken is read as far as it goes.
public struct ReceivedMail: Sendable, Hashable {
    /// Its fields.
    public let header: MailHeader
    /// Its text with `\n` at line ends: plain text, or the words of its HTML where there is no other form. Attachments are
    /// left out.
    public let text: String

    /// Reads a mail.
    /// - Parameter bytes: all of it, header first.
    public init(_ bytes: [UInt8]) {
        let (header, body) = MailHeader.read(bytes[...])
        self.header = header
        let text = (MailEntity(header, body: body).text() ?? "").withPlainLineEnds
        // No database takes U+0000 into a text.
        self.text = text.replacing("\0", with: "").trimmed
    }

    /// What it is about, in words; `nil` when it does not say.
    public var subject: String? { header["subject"].map(\.trimmed) }
    /// Who wrote it, as they say themselves.
    public var from: MailAddress? { header.raw("from").flatMap(MailAddress.init) }
    /// What its sender calls the message, with its brackets; `nil` when it has no name.
    public var messageID: String? { header.identifiers("message-id").first }
    /// The mails that it answers to, the nearest first (RFC 5322, section 3.6.4).
    public var answersTo: [String] {
        var seen: Set<String> = []
        return (header.identifiers("in-reply-to") + header.identifiers("references").reversed())
            .filter { seen.insert($0).inserted }
    }

    /// Whether a machine wrote it: an absence note, a report about a delivery, or the mail of a list (RFC 3834). Nothing
    /// that is answered may come of it: the other machine would answer again.
    public var isAutomatic: Bool {
        if let word = header.raw("auto-submitted"), !word.lowercased().hasPrefix("no") { return true }
        if let word = header.raw("precedence")?.lowercased(), ["bulk", "junk", "list", "auto_reply"].contains(word) {
            return true
        }
        return header.raw("x-autoreply") != nil || header.raw("x-autorespond") != nil || header.raw("list-id") != nil
            || MediaTypeField(header.raw("content-type")).essence == "multipart/report"
    }

    /// Its text without what it answers to: quoted lines, and the line above them that says whose they are.
    public var ownText: String {
        var lines: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix(">") {
                while lines.last?.trimmed.isEmpty == true { lines.removeLast() }
                if let last = lines.last, last.trimmed.hasSuffix(":") { lines.removeLast() }
                continue
            }
            if line.trimmed == "-----Original Message-----" { break }
            lines.append(line)
        }
        return lines.joined(separator: "\n").trimmed
    }
}
