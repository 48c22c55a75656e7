import JSON

/// The condition of a choice in a few words: `results.count > 3`.
enum ConditionText {
    static let maximumLength = 44

    static func shortened(_ text: String) -> String {
        text.count > maximumLength ? text.prefix(maximumLength - 1) + "…" : text
    }

    static func text(_ choice: JSON, depth: Int = 0) -> String {
        if let condition = choice["Condition"] {
            return condition.stringValue.map(withoutMarks) ?? condition.text()
        }
        guard depth < 8 else { return "…" }
        if let inner = choice["Not"] { return "not (\(text(inner, depth: depth + 1)))" }
        for (key, word) in [("And", " and "), ("Or", " or ")] {
            guard let parts = choice[key]?.arrayValue else { continue }
            return parts.map { text($0, depth: depth + 1) }.joined(separator: word)
        }
        let variable = choice["Variable"]?.stringValue.map(shortPath) ?? "?"
        for (key, value) in choice.objectValue ?? [:] where key != "Variable" && key != "Next" && key != "Comment" {
            return "\(variable) \(comparison(key, value))"
        }
        return variable
    }

    /// The words before `StringEquals` and the like say the type, which the value shows.
    private static func comparison(_ name: String, _ value: JSON) -> String {
        if name.hasPrefix("Is") {
            let kind = name == "IsPresent" ? "there" : name.dropFirst(2).lowercased()
            return value == false ? "is not \(kind)" : "is \(kind)"
        }
        let isPath = name.hasSuffix("Path")
        let shown = isPath ? shortPath(value.stringValue ?? value.text()) : value.text()
        let operators = [
            ("GreaterThanEquals", "≥"), ("LessThanEquals", "≤"), ("GreaterThan", ">"), ("LessThan", "<"),
            ("Matches", "~"), ("Equals", "="),
        ]
        let sign = operators.first { name.contains($0.0) }?.1 ?? name
        return "\(sign) \(shown)"
    }

    private static func shortPath(_ path: String) -> String { path.hasPrefix("$.") ? String(path.dropFirst(2)) : path }

    private static func withoutMarks(_ text: String) -> String {
        guard text.hasPrefix("{%"), text.hasSuffix("%}"), text.count >= 4 else { return text }
        return String(text.dropFirst(2).dropLast(2)).split(separator: " ").joined(separator: " ")
    }
}
