import JSON
import SoclessDialect

/// Text as Python writes it: recorded functions ran in Python, and definitions were written by it.
enum PythonText {
    /// `json.dumps`: a blank after commas and colons, everything beyond ASCII escaped.
    static func json(_ value: JSON) -> String {
        switch value {
        case .array(let elements): "[" + elements.map(json).joined(separator: ", ") + "]"
        case .object(let object):
            "{" + object.map { "\(ASCIIJSON.quoted($0.key)): \(json($0.value))" }.joined(separator: ", ") + "}"
        case .string(let string): ASCIIJSON.quoted(string)
        default: value.text()
        }
    }

    /// `repr`.
    static func representation(_ value: JSON) -> String {
        switch value {
        case .null: "None"
        case .bool(let bool): bool ? "True" : "False"
        case .number(let number): number.text
        case .string(let string): representation(string)
        case .array(let elements): "[" + elements.map(representation).joined(separator: ", ") + "]"
        case .object(let object):
            "{" + object.map { "\(representation($0.key)): \(representation($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    private static func representation(_ string: String) -> String {
        let quote: Character = string.contains("'") && !string.contains("\"") ? "\"" : "'"
        var output = String(quote)
        for character in string {
            switch character {
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case quote: output += "\\\(quote)"
            default: output.append(character)
            }
        }
        return output + String(quote)
    }

    /// `str`: strings as they are, other values as `repr` has them.
    static func text(_ value: JSON) -> String { value.stringValue ?? representation(value) }
}
