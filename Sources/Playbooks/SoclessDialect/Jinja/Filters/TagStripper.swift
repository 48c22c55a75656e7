/// `Markup.striptags`: text without comments and tags, white space as single spaces, entities as characters.
enum TagStripper {
    static func stripped(_ text: String) -> String {
        var rest = Array(text.unicodeScalars)
        rest = without(rest, from: "<!--", to: "-->")
        rest = without(rest, from: "<", to: ">")
        let words = rest.split(whereSeparator: PythonCharacter.isSpace).map { StringSplit.string($0) }
        return unescaped(words.joined(separator: " "))
    }

    /// Without everything from one mark to the next other one; a mark without its end stays.
    private static func without(_ text: [Unicode.Scalar], from start: String, to end: String) -> [Unicode.Scalar] {
        let opening = Array(start.unicodeScalars)
        let closing = Array(end.unicodeScalars)
        var result: [Unicode.Scalar] = []
        var index = 0
        while let begin = StringSearch.find(text, opening, from: index),
            let finish = StringSearch.find(text, closing, from: begin)
        {
            result.append(contentsOf: text[index..<begin])
            index = finish + closing.count
        }
        return result + text[index...]
    }

    /// `html.unescape` with the entities that are common.
    static func unescaped(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var result = ""
        var rest = text[...]
        while let ampersand = rest.firstIndex(of: "&") {
            result += rest[..<ampersand]
            rest = rest[ampersand...]
            if let semicolon = rest.prefix(12).firstIndex(of: ";"),
                let character = character(String(rest[rest.index(after: ampersand)..<semicolon]))
            {
                result += character
                rest = rest[rest.index(after: semicolon)...]
            } else {
                result += "&"
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }

    private static let entities: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "©", "reg": "®",
        "trade": "™", "hellip": "…", "mdash": "—", "ndash": "–", "lsquo": "‘", "rsquo": "’", "ldquo": "“",
        "rdquo": "”", "bull": "•", "middot": "·", "euro": "€", "pound": "£", "yen": "¥", "cent": "¢", "sect": "§",
        "deg": "°", "plusmn": "±", "times": "×", "divide": "÷", "laquo": "«", "raquo": "»", "auml": "ä", "ouml": "ö",
        "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "eacute": "é", "egrave": "è", "agrave": "à",
        "ccedil": "ç", "ntilde": "ñ", "rarr": "→", "larr": "←", "AMP": "&", "LT": "<", "GT": ">", "QUOT": "\"",
    ]

    private static func character(_ name: String) -> String? {
        guard name.hasPrefix("#") else { return entities[name] }
        let digits = name.dropFirst()
        let value =
            digits.hasPrefix("x") || digits.hasPrefix("X") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let value else { return nil }
        return Unicode.Scalar(value == 0 ? 0xFFFD : value).map(String.init) ?? "\u{FFFD}"
    }
}
