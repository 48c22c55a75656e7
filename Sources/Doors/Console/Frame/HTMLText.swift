import Encodings
import Mustache

/// How values are put into pages: scalar by scalar, which Mustache's own way is not.
struct HTMLText: MustacheContentType {
    /// The name that templates ask for it by.
    static let name = "MUSTER"

    func escapeText(_ text: String) -> String { HTMLEscaping.escape(text) }
}
