public import JSON

/// Writes JSON as YAML that reads back as the same.
public enum YAMLWriter {
    /// The YAML of a value: blocks, indented by two spaces, with members in the value's order.
    public static func text(_ json: JSON) -> String {
        var text = ""
        write(json, indent: 0, into: &text)
        return text
    }

    private static func write(_ json: JSON, indent: Int, into text: inout String) {
        let margin = String(repeating: " ", count: indent)
        switch json {
        case .object(let object) where !object.isEmpty:
            for (key, value) in object {
                text += "\(margin)\(scalar(key)):"
                writeMember(value, indent: indent + 2, into: &text)
            }
        case .array(let elements) where !elements.isEmpty:
            for element in elements {
                var nested = ""
                write(element, indent: indent + 2, into: &nested)
                // The entry's first line begins behind its dash.
                text += "\(margin)- \(nested.dropFirst(indent + 2))"
            }
        default: text += "\(margin)\(inline(json))\n"
        }
    }

    private static func writeMember(_ value: JSON, indent: Int, into text: inout String) {
        switch value {
        case .object(let object) where !object.isEmpty:
            text += "\n"
            write(value, indent: indent, into: &text)
        case .array(let elements) where !elements.isEmpty:
            text += "\n"
            write(value, indent: indent, into: &text)
        default: text += " \(inline(value))\n"
        }
    }

    private static func inline(_ json: JSON) -> String {
        if case .string(let text) = json { return scalar(text) }
        return json.text()
    }

    /// Plain when nothing else can be read into it, otherwise as a JSON string, which YAML reads.
    private static func scalar(_ text: String) -> String {
        let words: Set = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
        let isPlain = text.wholeMatch(of: /[A-Za-z\/][A-Za-z0-9_.@\/\-]*(?: [A-Za-z0-9_.@\/\-]+)*/) != nil
        return isPlain && !words.contains(text.lowercased()) ? text : JSON.string(text).text()
    }
}
