/// Rows in aligned columns, for people.
struct Listing {
    private let headings: [String]
    private var rows: [[String]] = []

    init(_ headings: String...) {
        self.headings = headings
    }

    /// Adds a row; `nil` shows as a dash.
    mutating func add(_ cells: String?...) {
        rows.append(cells.map { $0.map(Self.line) ?? "–" })
    }

    /// Adds a row of as many cells as there are headings; `nil` shows as a dash.
    mutating func add(cells: [String?]) {
        rows.append(cells.map { $0.map(Self.line) ?? "–" })
    }

    /// The text; `empty` when there is no row.
    func text(empty: String) -> String {
        guard !rows.isEmpty else { return empty }
        let all = [headings] + rows
        let widths = headings.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { cells in
            let padded = cells.indices.map { column in
                column == cells.count - 1
                    ? cells[column]
                    : cells[column] + String(repeating: " ", count: widths[column] - cells[column].count)
            }
            return padded.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    /// One line without control characters, at most 100 characters long: what comes from outside must not steer the
    /// terminal.
    static func line(_ text: String) -> String {
        let clean = clean(text)
        return clean.count <= 100 ? clean : clean.prefix(99) + "…"
    }

    /// The same in its full length.
    static func clean(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
