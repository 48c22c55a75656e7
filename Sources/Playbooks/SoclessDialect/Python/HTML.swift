/// Escaping for HTML, as markupsafe does it.
enum HTML {
    /// `escape(text)`: safe text stays as it is.
    static func escaped(_ text: Text) -> String { text.isSafe ? text.string : escaped(text.string) }

    static func escaped(_ string: String) -> String {
        guard string.utf8.contains(where: { "&<>'\"".utf8.contains($0) }) else { return string }
        var result = String.UnicodeScalarView()
        for scalar in string.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            case "\"": result.append(contentsOf: "&#34;".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// `escape(value)` of any value.
    static func escaped(_ value: Value, _ machine: Machine) throws(TemplateError) -> Text {
        if case .string(let text) = value {
            try machine.spend(text.string.utf8.count)
            return Text(escaped(text), isSafe: true)
        }
        return Text(escaped(try Representation.text(value, machine)), isSafe: true)
    }
}

extension HTML {
    static func escaped(_ text: Text, _ machine: Machine) throws(TemplateError) -> String {
        try machine.spend(text.string.utf8.count)
        return escaped(text)
    }
}
