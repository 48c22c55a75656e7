/// Reads matchers by the rules of Alertmanager before 0.27, which it still goes by where a text means something by them:
/// names are ASCII, and of a value only `\"`, `\\` and `\n` are escapes.
enum ClassicMatchers {
    /// The matchers of a text; `nil` when it is none.
    static func read(_ text: String) -> [LabelMatcher]? {
        var text = Substring(text)
        // Alertmanager takes the } away also where no { is, and so makes `b{2` of `a=~b{2}`.
        if text.hasPrefix("{"), text.hasSuffix("}") { text = text.dropFirst().dropLast() }
        var matchers: [LabelMatcher] = []
        for part in parts(text) {
            guard let matcher = matcher(part) else { return nil }
            matchers.append(matcher)
        }
        return matchers
    }

    /// What stands between commas that are outside of quotes. A comma at the end is none.
    private static func parts(_ text: Substring) -> [String] {
        var parts: [String] = []
        var part = String.UnicodeScalarView()
        var isQuoted = false
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if scalar == ",", !isQuoted {
                parts.append(String(part))
                part = .init()
                continue
            }
            if scalar == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = scalar == "\\" && !isEscaped
            part.append(scalar)
        }
        let last = String(part)
        return last.allSatisfy(\.isWhitespace) ? parts : parts + [last]
    }

    private static func matcher(_ text: String) -> LabelMatcher? {
        guard
            let match = text.wholeMatch(
                of: /[\t\n\f\r ]*([a-zA-Z_:][a-zA-Z0-9_:]*)[\t\n\f\r ]*(=~|=|!=|!~)[\t\n\f\r ]*((?s:.*?))[\t\n\f\r ]*/
                    .matchingSemantics(.unicodeScalar)),
            let operation = LabelMatcher.Operation(rawValue: String(match.2)), let value = value(match.3)
        else { return nil }
        return try? LabelMatcher(String(match.1), operation, value)
    }

    private static func value(_ text: Substring) -> String? {
        var inside = text.unicodeScalars[...]
        let isQuoted = inside.first == "\""
        if isQuoted {
            inside.removeFirst()
            guard inside.popLast() == "\"" else { return nil }
        }
        var value = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in inside {
            if isEscaped {
                isEscaped = false
                switch scalar {
                case "n": value.append("\n")
                case "\"", "\\": value.append(scalar)
                default: value.append(contentsOf: ["\\", scalar])
                }
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "\"" {
                return nil
            } else {
                value.append(scalar)
            }
        }
        // A backslash at the very end is one; before the closing quote it has taken that away.
        if isEscaped {
            guard !isQuoted else { return nil }
            value.append("\\")
        }
        return String(value)
    }
}
