import JSON

/// Text of ours as Slack can take it: nothing of it is taken for a mention, a link or markup.
enum SlackText {
    /// The longest text that Slack advises.
    static let advised = 3_900
    /// The longest text of one block; Slack's own limit is 3,000.
    static let block = 2_900
    /// More blocks are not sent: Slack's own limits are 50, and 40,000 characters of text.
    static let blocks = 13
    /// The longest topic and purpose.
    static let topic = 250

    /// Text with the three characters escaped that Slack has a meaning for, cut with an ellipsis where it is too long.
    /// - Parameter limit: in UTF-16 units, after escaping; no limit when `nil`.
    static func escaped(_ text: some StringProtocol, limit: Int? = nil) -> String {
        var escaped = ""
        var units = 0
        for scalar in text.unicodeScalars {
            let piece = piece(scalar)
            units += piece.utf16.count
            if let limit, units > limit {
                while escaped.utf16.count >= limit { dropLast(of: &escaped) }
                return escaped + "…"
            }
            escaped += piece
        }
        return escaped
    }

    /// One line without control characters that fits a topic.
    static func line(_ text: String) -> String {
        let words = text.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
        return escaped(words, limit: topic)
    }

    /// The arguments of a message that say this: a text, and when that is longer than Slack advises blocks that hold all of
    /// it.
    static func arguments(_ text: String) -> JSONObject {
        let whole = escaped(text)
        if whole.utf16.count <= advised { return ["text": .string(whole.isEmpty ? "-" : whole)] }
        var sections = chunks(text)
        if sections.count > blocks { sections = sections.prefix(blocks - 1) + ["…"] }
        return [
            "text": .string(escaped(text, limit: advised)),
            "blocks": .array(
                sections.map {
                    ["type": "section", "text": ["type": "mrkdwn", "text": .string($0), "verbatim": true]]
                }
            ),
        ]
    }

    /// The whole text in pieces that fit a block, cut at the ends of lines where there are any.
    static func chunks(_ text: String) -> [String] {
        var chunks: [String] = []
        var chunk = ""
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            for part in parts(of: line) {
                if !chunk.isEmpty, chunk.utf16.count + part.utf16.count + 1 > block {
                    chunks.append(chunk)
                    chunk = ""
                }
                chunk += chunk.isEmpty ? part : "\n\(part)"
            }
        }
        chunks.append(chunk)
        return chunks.filter { !$0.isEmpty }
    }

    private static func parts(of line: Substring) -> [String] {
        var parts: [String] = []
        var part = ""
        for scalar in line.unicodeScalars {
            let piece = piece(scalar)
            if part.utf16.count + piece.utf16.count > block {
                parts.append(part)
                part = ""
            }
            part += piece
        }
        return parts + [part]
    }

    /// Scalar by scalar: a cluster may hide a `<` behind a combining mark.
    private static func piece(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\n", "\t": String(scalar)
        default: scalar.properties.generalCategory == .control ? "" : String(scalar)
        }
    }

    /// Takes the last character away, the whole of an escaped one.
    private static func dropLast(of text: inout String) {
        guard text.popLast() == ";" else { return }
        for entity in ["&amp", "&lt", "&gt"] where text.hasSuffix(entity) { text.removeLast(entity.count) }
    }
}
