/// Text as it stands in HTML, also inside of quoted attributes (HTML Standard, section 13.1.4).
///
/// It goes scalar by scalar: to Swift a `<` with a combining mark behind it is another character than `<`, and to a browser it
/// begins a tag.
public enum HTMLEscaping {
    /// The text with the characters that mean something as references. HTML has no character U+0000 (section 13.2.3.5): U+FFFD
    /// stands for it.
    public static func escape(_ text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\u{0}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
