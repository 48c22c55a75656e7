import Capabilities
import Encodings
import FoundationEssentials

/// A mail as its bytes (RFC 5322), with the text in quoted-printable (RFC 2045, section 6.7) and encoded words in headers
/// (RFC 2047). The same mail always gives the same bytes.
enum MailText {
    static func bytes(_ mail: MailMessage) -> [UInt8] {
        var lines = [
            "From: Muster <\(mail.from)>", "To: <\(mail.to)>", "Subject: \(header(mail.subject))",
            "Date: \(mail.date)", "Message-ID: \(mail.messageID)", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable",
        ]
        lines += mail.headers.sorted { $0.key < $1.key }.map { name, value in
            "\(name): \(isMessageIDs(value) ? value.replacing(" ", with: "\r\n ") : header(value))"
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + quotedPrintable(mail.body)).utf8)
    }

    /// Whether a header's value is one or more Message-IDs, which no encoded word may hide (RFC 2047, section 5).
    private static func isMessageIDs(_ text: String) -> Bool {
        text.utf8.allSatisfy { (32..<127).contains($0) }
            && text.split(separator: " ", omittingEmptySubsequences: false).allSatisfy { id in
                id.hasPrefix("<") && id.hasSuffix(">") && id.utf8.count <= 400
            }
    }

    /// A header's text: as it is when it is printable ASCII that fits on a line, else as encoded words. A line break cannot
    /// get through, so that no header can be injected.
    static func header(_ text: String) -> String {
        if text.utf8.count <= 60 && text.utf8.allSatisfy({ (32..<127).contains($0) }) && !text.contains("=?") {
            return text
        }
        var words: [String] = []
        var chunk: [UInt8] = []
        for character in text {
            let bytes = Array(String(character).utf8)
            if chunk.count + bytes.count > 42 {
                words.append(encodedWord(chunk))
                chunk = []
            }
            chunk += bytes.map { $0 < 32 || $0 == 127 ? 32 : $0 }
        }
        words.append(encodedWord(chunk))
        return words.joined(separator: "\r\n ")
    }

    private static func encodedWord(_ bytes: [UInt8]) -> String {
        "=?utf-8?B?\(Base64.standard.encode(bytes))?="
    }

    /// Line ends of any kind are line ends of the mail.
    static func quotedPrintable(_ text: String) -> String {
        let plain = text.withPlainLineEnds
        let lines = plain.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var result = ""
            var width = 0
            let bytes = Array(line.utf8)
            for (index, byte) in bytes.enumerated() {
                let isLast = index == bytes.count - 1
                let isPlain = (33...126).contains(byte) && byte != 61 || (byte == 32 || byte == 9) && !isLast
                let piece = isPlain ? String(UnicodeScalar(byte)) : "=" + hexadecimal(byte)
                if width + piece.utf8.count > 75 {
                    result += "=\r\n"
                    width = 0
                }
                result += piece
                width += piece.utf8.count
            }
            return result
        }
        return lines.joined(separator: "\r\n")
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16, uppercase: true)
        return byte < 16 ? "0" + text : text
    }
}
