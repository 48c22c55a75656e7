/// Plain text in Jira's wiki markup, in which it says what it said before: nothing of it is taken for markup.
enum WikiMarkup {
    /// The text, line by line.
    static func text(_ text: String) -> String {
        PlainText.lines(text).map(line).joined(separator: "\n")
    }

    private static func line(_ line: Substring) -> String {
        let pieces = TextPiece.pieces(of: line).map { piece in
            switch piece {
            case .words(let words): escaped(words)
            case .address(let url): "[\(encoded(url))]"
            }
        }
        let text = pieces.joined()
        return beginsBlock(line) ? "\u{200B}\(text)" : text
    }

    /// What is markup anywhere in a line. A backslash is one of its own, since two of them break the line.
    private static func escaped(_ words: String) -> String {
        var text = ""
        for character in words {
            switch character {
            case "\\": text += "&#92;"
            case "{", "}", "[", "]", "*", "_", "+", "^", "~", "!", "|", "?", "-", "#": text += "\\\(character)"
            default: text.append(character)
            }
        }
        return text
    }

    /// Headings (`h1. `) and quotations (`bq. `) are made by the beginning of a line, which no backslash undoes.
    private static func beginsBlock(_ line: Substring) -> Bool {
        let word = line.drop { $0.isWhitespace }.prefix { !$0.isWhitespace }
        if word == "bq." { return true }
        return word.count == 3 && word.first == "h" && word.last == "." && word.dropFirst().first?.isNumber == true
    }

    /// What would end a link.
    private static func encoded(_ url: String) -> String {
        [("[", "%5B"), ("]", "%5D"), ("|", "%7C"), ("{", "%7B"), ("}", "%7D"), ("^", "%5E"), ("\\", "%5C")]
            .reduce(url) { $0.replacing($1.0, with: $1.1) }
    }
}
