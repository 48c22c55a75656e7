/// Rows of a name and numbers: the first column on the left, all others on the right, so that digits of the same weight stand
/// below each other.
struct NumberTable {
    private var rows: [[String]]

    init(_ headings: String...) {
        rows = [headings]
    }

    mutating func add(_ cells: [String]) {
        rows.append(cells.map(Plain.line))
    }

    var text: String {
        let widths = rows[0].indices.map { column in rows.map { Plain.width($0[column]) }.max() ?? 0 }
        return rows.map { cells in
            let name = Plain.padded(cells[0], to: widths[0])
            let numbers = zip(cells, widths).dropFirst().map { cell, width in
                String(repeating: " ", count: max(0, width - Plain.width(cell))) + cell
            }
            return ([name] + numbers).joined(separator: "  ")
        }.joined(separator: "\n")
    }
}
