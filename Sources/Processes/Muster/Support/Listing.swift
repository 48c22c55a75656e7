/// Rows in aligned columns, for people. Nothing is cut: in a pipe or a file a row is one line, however long; on a terminal
/// the last column goes on below itself, and rows whose other columns do not fit either become blocks of lines.
struct Listing {
    /// Columns that the last cell must have for the rows to stay rows.
    private static let leastRoom = 20

    private let headings: [String]
    private var rows: [[String]] = []

    init(_ headings: String...) {
        self.headings = headings
    }

    /// Adds a row; `nil` shows as a dash.
    mutating func add(_ cells: String?...) {
        rows.append(cells.map { $0.map(Plain.line) ?? "–" })
    }

    /// Adds a row of as many cells as there are headings; `nil` shows as a dash.
    mutating func add(cells: [String?]) {
        rows.append(cells.map { $0.map(Plain.line) ?? "–" })
    }

    /// The text; `empty` when there is no row.
    /// - Parameter columns: those of the terminal; `nil` for as many as there must be.
    func text(empty: String, columns: Int? = Output.columns) -> String {
        guard !rows.isEmpty else { return empty }
        let all = [headings] + rows
        let widths = headings.indices.map { column in all.map { Plain.width($0[column]) }.max() ?? 0 }
        let indent = widths.dropLast().reduce(0) { $0 + $1 + 2 }
        let last = widths.last ?? 0
        guard let columns, indent + last > columns else {
            return all.map { Self.row($0, widths) }.joined(separator: "\n")
        }
        guard columns - indent >= min(Self.leastRoom, last) else { return blocks(columns) }
        return all.map { cells in
            let lines = Plain.wrapped(cells[cells.count - 1], to: columns - indent)
            let first = Self.row(cells.dropLast() + [lines[0]], widths)
            return ([first] + lines.dropFirst().map { String(repeating: " ", count: indent) + $0 })
                .joined(separator: "\n")
        }.joined(separator: "\n")
    }

    private static func row(_ cells: [String], _ widths: [Int]) -> String {
        zip(cells.dropLast(), widths).map { Plain.padded($0, to: $1) + "  " }.joined() + (cells.last ?? "")
    }

    /// Each row as a block: the heading, then the cell.
    private func blocks(_ columns: Int) -> String {
        rows.map { cells in
            Fields.text(zip(headings, cells).map { ($0.lowercased(), $1) }, columns: columns)
        }.joined(separator: "\n\n")
    }
}
