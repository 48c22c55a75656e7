import Encodings

extension JSONReader {
    /// A member that is one line of text: no control characters, and not only spaces.
    public func line(_ key: String, length: ClosedRange<Int>) throws(JSONDecodingError) -> String {
        let reader = try member(key)
        let text = try reader.string(length: length)
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }),
            text.contains(where: { !$0.isWhitespace })
        else { throw reader.error(expected: "one line of text", found: "control characters or nothing but spaces") }
        return text
    }

    /// As ``line(_:length:)``; `nil` when there is no such member.
    public func optionalLine(_ key: String, length: ClosedRange<Int>) throws(JSONDecodingError) -> String? {
        try optional(key) == nil ? nil : line(key, length: length)
    }

    /// A member that is text of any number of lines, without U+0000, which the database cannot keep. Line ends of any kind
    /// come back as `\n`.
    public func text(_ key: String, length: ClosedRange<Int>) throws(JSONDecodingError) -> String? {
        guard let reader = try optional(key) else { return nil }
        let text = try reader.string(length: length)
        guard !text.utf8.contains(0) else { throw reader.error(expected: "text without U+0000", found: "U+0000") }
        return text.withPlainLineEnds
    }
}
