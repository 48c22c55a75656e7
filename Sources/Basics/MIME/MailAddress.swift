/// Who a mail is from: an address and what they are called (RFC 5322, section 3.4).
public struct MailAddress: Sendable, Hashable {
    /// `ann@example.org`, as it was written.
    public var address: String
    /// What they are called; `nil` when it is not said.
    public var name: String?

    /// Reads the first address of a field; `nil` when there is none.
    /// - Parameter field: as it was written, encoded words and all: an encoded bracket is none.
    public init?(_ field: String) {
        let text = Self.withoutComments(field.withoutControls)
        if let match = text.firstMatch(of: /<\s*([^<>\s,;"]+@[^<>\s,;"]+)\s*>/) {
            address = String(match.output.1)
            let name = EncodedWords.decode(Self.unquoted(text[..<match.range.lowerBound].trimmed)).withoutControls
                .trimmed
            self.name = name.isEmpty ? nil : name
            return
        }
        guard let match = text.firstMatch(of: /[^<>\s,;:"()]+@[^<>\s,;:"()]+/) else { return nil }
        address = String(match.output)
        name = nil
    }

    private static func unquoted(_ text: String) -> String {
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return text }
        return String(text.dropFirst().dropLast().replacing("\\\"", with: "\"").replacing("\\\\", with: "\\"))
    }

    /// Without what stands in parentheses outside of quotes.
    private static func withoutComments(_ text: String) -> String {
        var output = ""
        var depth = 0
        var isQuoted = false
        for character in text {
            if character == "\"", depth == 0 { isQuoted.toggle() }
            if character == "(", !isQuoted { depth += 1 }
            if depth == 0 { output.append(character) }
            if character == ")", !isQuoted, depth > 0 { depth -= 1 }
        }
        return output
    }
}
