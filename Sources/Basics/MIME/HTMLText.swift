/// The words of a text in HTML: for mails that have no other form. It is read, not shown: what is left of it is plain text.
enum HTMLText {
    static func text(of html: String) -> String {
        var output = ""
        var rest = html[...]
        while let open = rest.firstIndex(of: "<") {
            output += rest[..<open]
            rest = rest[rest.index(after: open)...]
            guard let close = rest.firstIndex(of: ">") else { return plain(output) }
            let tag = name(rest[..<close])
            rest = rest[rest.index(after: close)...]
            switch tag {
            case "script", "style", "head", "title": rest = after("</\(tag)", in: rest)
            case "br", "/p", "/div", "/tr", "/li", "/h1", "/h2", "/h3", "/table": output += "\n"
            case "/td", "/th": output += " "
            default: break
            }
        }
        return plain(output + rest)
    }

    private static func name(_ tag: Substring) -> String {
        tag.prefix { !$0.isWhitespace }.lowercased().trimmingSlash
    }

    /// What follows the end of an element whose content is no text.
    private static func after(_ end: String, in text: Substring) -> Substring {
        var rest = text
        while let open = rest.firstIndex(of: "<") {
            rest = rest[open...]
            guard rest.prefix(end.count).lowercased() == end else {
                rest = rest.dropFirst()
                continue
            }
            guard let close = rest.firstIndex(of: ">") else { return "" }
            return rest[rest.index(after: close)...]
        }
        return ""
    }

    private static func plain(_ text: String) -> String {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            // HTML keeps lines of its source apart by nothing; ours are kept as they are, without rows of empty ones.
            if words.isEmpty, lines.last?.isEmpty != false { continue }
            lines.append(words)
        }
        return entities(lines.joined(separator: "\n")).trimmed
    }

    private static let named: [Substring: Character] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–", "mdash": "—",
        "hellip": "…", "euro": "€", "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü",
        "szlig": "ß", "eacute": "é", "egrave": "è",
    ]

    private static func entities(_ text: String) -> String {
        text.replacing(/&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});/) { match -> String in
            let name = match.output.1
            if let character = named[name] { return String(character) }
            guard name.first == "#" else { return String(match.output.0) }
            let digits = name.dropFirst()
            let number =
                digits.first?.lowercased() == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
            return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? String(match.output.0)
        }
    }
}

extension String {
    /// `br/` is `br`.
    fileprivate var trimmingSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
