import Digests
import Encodings

/// Brings texts of senders within the bounds of the database.
enum AlertText {
    /// What stands at the end of a text that was cut.
    static let mark: Unicode.Scalar = "…"

    /// One line: white space and control characters between words become one space, those around it nothing; what has more
    /// characters than `max` is cut, and ends in ``mark``.
    static func line(_ text: String, max: Int) -> String {
        guard text.utf8.count > max || !isPlain(text.utf8) else { return text }
        var line = String.UnicodeScalarView()
        var count = 0
        var isBetween = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
                isBetween = count > 0
                continue
            }
            if isBetween {
                line.append(" ")
                count += 1
                isBetween = false
            }
            line.append(scalar)
            count += 1
            if count > max { return cut(line, to: max) }
        }
        return String(line)
    }

    /// Whether there is nothing to fold, as far as can be told at a glance.
    private static func isPlain(_ text: String.UTF8View) -> Bool {
        let space = UInt8(ascii: " ")
        var last = space
        for byte in text {
            guard byte >= space, byte < 0x7F, byte != space || last != space else { return false }
            last = byte
        }
        return last != space || text.isEmpty
    }

    /// Any number of lines, ended by `\n`, without U+0000; what has more characters than `max` is cut, and ends in
    /// ``mark``.
    static func text(_ text: String, max: Int) -> String {
        let text = text.withPlainLineEnds
        guard text.utf8.count > max || text.utf8.contains(0) else { return text }
        let kept = String.UnicodeScalarView(text.unicodeScalars.lazy.filter { $0.value != 0 }.prefix(max + 1))
        return kept.count > max ? cut(kept, to: max) : String(kept)
    }

    private static func cut(_ text: String.UnicodeScalarView, to max: Int) -> String {
        var text = String.UnicodeScalarView(text.prefix(max - 1))
        text.append(mark)
        return String(text)
    }

    /// A key of at most 512 bytes without control characters: longer ones are replaced by their hash, so that they stay
    /// distinct.
    static func key(_ text: String) -> String {
        var text = text
        if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            text = String(
                String.UnicodeScalarView(
                    text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
        }
        return text.utf8.count <= 512 ? text : "sha256:" + Hex.encode(sha256(text))
    }

    /// The text, unless there is nothing in it: senders write an empty one for what they do not know.
    static func said(_ text: String?) -> String? {
        guard let text, text.contains(where: { !$0.isWhitespace }) else { return nil }
        return text
    }

    /// An address that people may be offered as a link; `nil` for anything but http and https.
    static func link(_ text: String?) -> String? {
        guard let text, text.utf8.count <= 2000, text.hasPrefix("https://") || text.hasPrefix("http://"),
            !text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F })
        else { return nil }
        return text
    }
}
