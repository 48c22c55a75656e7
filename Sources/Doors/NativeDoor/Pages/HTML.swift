import Encodings

/// HTML text. What is written in the program is taken as it is, what is put in with `\(…)` is escaped: text cannot become
/// markup by mistake.
struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
    let text: String

    init(stringLiteral value: String) {
        text = value
    }

    init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
    }

    private init(markup: String) {
        text = markup
    }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        /// Puts in text, escaped.
        mutating func appendInterpolation(_ value: String) {
            text += HTMLEscaping.escape(value)
        }

        mutating func appendInterpolation(_ value: Int) {
            text += String(value)
        }

        /// Puts in what is HTML already.
        mutating func appendInterpolation(_ value: HTML) {
            text += value.text
        }

        mutating func appendInterpolation(_ values: [HTML]) {
            for value in values { text += value.text }
        }
    }

    /// A link, when the address is one that people follow; else the text alone, so that no address can run anything.
    static func link(_ url: String?, _ text: String) -> HTML {
        guard let url, ["https://", "http://", "mailto:"].contains(where: url.lowercased().hasPrefix) else {
            return "\(text)"
        }
        return "<a href=\"\(url)\" rel=\"noreferrer\">\(text)</a>"
    }

    /// Text that people wrote, with the addresses in it as links.
    static func prose(_ text: String) -> HTML {
        var pieces: [HTML] = []
        var rest = text[...]
        while let match = rest.firstMatch(of: /https?:\/\/[^\s<>"']+/) {
            // What ends a sentence or closes a bracket is not part of the address.
            let address = match.output.prefix(
                through: match.output.lastIndex { !".,;:!?)]}".contains($0) } ?? match.startIndex)
            pieces.append("\(String(rest[..<address.startIndex]))")
            pieces.append(link(String(address), String(address)))
            rest = rest[address.endIndex...]
        }
        return "<p class=\"text\">\(pieces)\(String(rest))</p>"
    }

    /// A list of terms and what they are; those without a value are left out.
    static func facts(_ facts: [(name: String, value: HTML?)]) -> HTML {
        let rows = facts.compactMap { name, value in
            value.map { HTML("<div><dt>\(name)</dt><dd>\($0)</dd></div>") }
        }
        return "<dl>\(rows)</dl>"
    }

    /// A section with a heading; a sentence in place of nothing.
    static func section(_ title: String, _ items: [HTML], otherwise: String) -> HTML {
        items.isEmpty
            ? "<section><h2>\(title)</h2><p class=\"none\">\(otherwise)</p></section>"
            : "<section><h2>\(title)</h2>\(items)</section>"
    }

    static func list(_ items: [HTML]) -> [HTML] {
        items.isEmpty ? [] : ["<ul>\(items.map { "<li>\($0)</li>" as HTML })</ul>"]
    }

    /// A word of a closed set, in its colour.
    static func badge(_ word: String) -> HTML {
        "<span class=\"badge \(word)\">\(word)</span>"
    }
}
