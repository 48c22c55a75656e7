import JSON

/// What the management API gives as a reason, for people: its own errors are sentences, those of an import are Erlang terms,
/// in which a text may be a list of character codes or a binary.
enum ErlangText {
    /// `nil` for what says nothing.
    static func readable(_ reason: JSON?) -> String? {
        switch reason {
        case .string(let text): readable(text)
        case .array(let elements): characters(elements) ?? words(elements)
        case .object(let members): words(members.map(\.value))
        case .number(let number): number.text
        default: nil
        }
    }

    private static func words(_ elements: [JSON]) -> String? {
        let words = elements.compactMap(readable)
        return words.isEmpty ? nil : words.joined(separator: ": ")
    }

    private static func readable(_ term: String) -> String? {
        let decoded = term.replacing(/\[\s*[0-9]{1,7}(?:\s*,\s*[0-9]{1,7}){3,}\s*\]/) { match in
            text(of: match.output.matches(of: /[0-9]+/).map { UInt32($0.output) }) ?? String(match.output)
        }.replacing(/<<"(?<text>(?:[^"\\]|\\.)*)"(?:\/utf8)?>>/) { unescaped($0.output.text) }
        let line = decoded.split(whereSeparator: \.isNewline).joined(separator: "; ")
        return line.isEmpty ? nil : line
    }

    private static func characters(_ elements: [JSON]) -> String? {
        guard elements.count > 3 else { return nil }
        return text(of: elements.map { $0.numberValue?.int64.flatMap { UInt32(exactly: $0) } })
    }

    /// The text that the codes are; `nil` when one of them is no character that is written.
    private static func text(of codes: [UInt32?]) -> String? {
        var text = ""
        for code in codes {
            guard let code, code >= 0x20 && code != 0x7F || code == 9 || code == 10 || code == 13,
                let scalar = Unicode.Scalar(code)
            else { return nil }
            text.unicodeScalars.append(scalar)
        }
        return text.isEmpty ? nil : text
    }

    private static func unescaped(_ text: Substring) -> String {
        String(text.replacing(/(?:\\n\s*)+/, with: "; ").replacing(/\\(.)/) { $0.output.1 })
    }
}
