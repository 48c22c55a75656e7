import JSON

/// `StringMatches`: text against a pattern in which `*` stands for any characters; `\*` and `\\` are characters.
enum StringMatch {
    static func holds(_ left: JSON, _ pattern: JSON) -> Bool {
        guard case .string(let text) = left, case .string(let pattern) = pattern else { return false }
        return matches(Array(text.unicodeScalars), parts(of: pattern))
    }

    /// What stands between the stars, without escapes.
    private static func parts(of pattern: String) -> [[Unicode.Scalar]] {
        var parts: [[Unicode.Scalar]] = []
        var part: [Unicode.Scalar] = []
        var isEscaped = false
        for scalar in pattern.unicodeScalars {
            if isEscaped || (scalar != "*" && scalar != "\\") {
                part.append(scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                parts.append(part)
                part = []
            }
        }
        return parts + [part]
    }

    /// The first part at the beginning, the last at the end, the others where they come first.
    private static func matches(_ text: [Unicode.Scalar], _ parts: [[Unicode.Scalar]]) -> Bool {
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return text == parts.first }
        guard text.count >= first.count + last.count, text.starts(with: first), text.suffix(last.count) == last[...]
        else {
            return false
        }
        var start = first.count
        let end = text.count - last.count
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard
                let found = (start...max(start, end)).first(where: {
                    $0 + part.count <= end && text[$0..<$0 + part.count] == part[...]
                })
            else { return false }
            start = found + part.count
        }
        return true
    }
}
