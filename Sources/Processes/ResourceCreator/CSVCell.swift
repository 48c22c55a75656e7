/// A value as a cell of a CSV file (RFC 4180) that no spreadsheet takes for a formula.
struct CSVCell: Sendable, Hashable {
    let text: String

    /// - Parameter value: anything. A value that begins like a formula gets an apostrophe in front, by which spreadsheets
    ///   know text; line breaks and quotes are kept inside quotes.
    init(_ value: String) {
        var value = value
        if let first = value.unicodeScalars.first(where: { !$0.properties.isWhitespace }) ?? value.unicodeScalars.first,
            Self.beginsFormula(first) || Self.isControl(value.unicodeScalars.first)
        {
            value = "'" + value
        }
        let needsQuotes = value.unicodeScalars.contains { "\",;\r\n\t".unicodeScalars.contains($0) }
        text = needsQuotes ? "\"\(value.replacing("\"", with: "\"\""))\"" : value
    }

    /// The characters that open a formula, and their full-width forms, which some programs read as the same.
    private static func beginsFormula(_ scalar: Unicode.Scalar) -> Bool {
        "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}|".unicodeScalars.contains(scalar)
    }

    private static func isControl(_ scalar: Unicode.Scalar?) -> Bool {
        scalar.map { $0.value < 0x20 } ?? false
    }
}
