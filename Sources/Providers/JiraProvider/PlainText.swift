/// Text of ours as Jira can take it.
enum PlainText {
    /// The longest text of a field. Jira's own limit is 32,767 characters, to which markup counts.
    static let limit = 24_000
    /// The longest summary, in UTF-16 units.
    static let summaryLimit = 255

    /// One line that fits a summary, with an ellipsis where it was cut.
    static func summary(_ text: String) -> String {
        let line = printable(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if line.utf16.count <= summaryLimit { return line.isEmpty ? "-" : line }
        var cut = ""
        var units = 1
        for character in line {
            units += character.utf16.count
            if units > summaryLimit { break }
            cut.append(character)
        }
        return cut + "…"
    }

    /// Text of several lines, without control characters, cut where it is too long.
    static func lines(_ text: String) -> [Substring] {
        var text = printable(text)
        if text.unicodeScalars.count > limit {
            text = String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit))) + "…"
        }
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    private static func printable(_ text: String) -> String {
        let scalars = text.unicodeScalars.filter { scalar in
            scalar == "\n" || scalar == "\r" || scalar == "\t" || scalar.properties.generalCategory != .control
        }
        return String(String.UnicodeScalarView(scalars)).replacing("\t", with: " ")
    }
}

/// A piece of a line: words, or an address that people can follow.
enum TextPiece: Hashable {
    case words(String)
    case address(String)

    /// The pieces of a line, none of them empty.
    static func pieces(of line: Substring) -> [TextPiece] {
        var pieces: [TextPiece] = []
        var words = ""
        var rest = line
        while let start = nextAddress(in: rest) {
            words += rest[..<start]
            var address = rest[start...].prefix { !$0.isWhitespace && !"<>\"".contains($0) }
            while let last = address.last, ".,;:!?)]}'".contains(last) { address.removeLast() }
            if !words.isEmpty { pieces.append(.words(words)) }
            pieces.append(.address(String(address)))
            words = ""
            rest = rest[address.endIndex...]
        }
        words += rest
        if !words.isEmpty { pieces.append(.words(words)) }
        return pieces
    }

    private static func nextAddress(in text: Substring) -> Substring.Index? {
        let starts = ["https://", "http://"].compactMap { scheme -> Substring.Index? in
            guard let range = text.firstRange(of: scheme) else { return nil }
            let after = text[range.upperBound...].first
            return after.map { $0.isLetter || $0.isNumber || $0 == "[" } == true ? range.lowerBound : nil
        }
        return starts.min()
    }
}
