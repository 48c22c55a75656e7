import Digests
import Encodings

/// Brings texts of senders within the bounds of the database.
enum AlertText {
    /// One line: control characters become spaces; cut to so many characters.
    static func line(_ text: String, max: Int) -> String {
        guard text.utf8.count > max || text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return text }
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(max) {
            line.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        return String(line)
    }

    /// Any number of lines, ended by `\n`, without U+0000; cut to so many characters.
    static func text(_ text: String, max: Int) -> String {
        let text = text.withPlainLineEnds
        guard text.utf8.count > max || text.utf8.contains(0) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(max).filter { $0.value != 0 }))
    }

    /// A key of at most 512 bytes: longer ones are replaced by their hash, so that they stay distinct.
    static func key(_ text: String) -> String {
        if text.utf8.count <= 512, !text.utf8.contains(0) { return text }
        return "sha256:" + Hex.encode(sha256(text))
    }

    /// An address that people may be offered as a link; `nil` for anything but http and https.
    static func link(_ text: String?) -> String? {
        guard let text, text.utf8.count <= 2000, text.hasPrefix("https://") || text.hasPrefix("http://"),
            !text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F })
        else { return nil }
        return text
    }
}
