/// What a part says it is (RFC 2045, section 5): a type and parameters.
struct MediaTypeField: Sendable, Hashable {
    /// In lower case: `text/plain`.
    var essence: String
    /// By their names in lower case.
    private(set) var parameters: [String: String] = [:]

    /// Reads the field; without one, or when it makes no sense, it is plain text.
    init(_ text: String?) {
        let parts = Self.parts(text ?? "")
        let essence = parts.first?.trimmed.lowercased() ?? ""
        self.essence = essence.contains("/") ? essence : "text/plain"
        for part in parts.dropFirst() {
            guard let equals = part.firstIndex(of: "=") else { continue }
            let name = part[..<equals].trimmed.lowercased()
            parameters[name] = Self.value(part[part.index(after: equals)...].trimmed)
        }
    }

    /// Whether this is kept beside the text, not read with it.
    static func isAttachment(_ disposition: String?) -> Bool {
        disposition?.trimmed.lowercased().hasPrefix("attachment") == true
    }

    /// Cut at semicolons that stand in no quotes.
    private static func parts(_ text: String) -> [String] {
        var parts = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == ";", !isQuoted {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }

    private static func value(_ text: String) -> String {
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return text }
        var value = ""
        var isEscaped = false
        for character in text.dropFirst().dropLast() {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                value.append(character)
                isEscaped = false
            }
        }
        return value
    }
}
