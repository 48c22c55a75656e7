import Mustache

/// How values are put into pages: scalar by scalar, also inside of quoted attributes.
///
/// Mustache's own way looks at characters as people see them, and lets a `<` through that has a combining mark behind it.
struct HTMLText: MustacheContentType {
    /// The name that templates ask for it by.
    static let name = "MUSTER"

    func escapeText(_ text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            // HTML has no character of this number (HTML Standard, section 13.2.3.5).
            case "\u{0}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
