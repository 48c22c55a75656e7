/// What a statement returned: its rows, and how many rows it affected.
public struct PostgresResult: Sendable, RandomAccessCollection {
    /// Rows inserted, updated, deleted, copied or selected; 0 for statements that do not count rows.
    public let affectedRows: Int
    /// What the server calls the statement: `INSERT 0 1`, `COMMIT`, …
    let commandTag: String
    /// Absent when the statement returned no rows.
    private let rows: ResultHandle?

    init(affectedRows: Int, commandTag: String, rows: ResultHandle?) {
        self.affectedRows = affectedRows
        self.commandTag = commandTag
        self.rows = rows
    }

    /// The columns; empty when the statement returns no rows.
    public var columns: [PostgresColumn] { rows?.columns ?? [] }

    /// 0.
    public var startIndex: Int { 0 }

    /// How many rows there are.
    public var endIndex: Int { rows?.rowCount ?? 0 }

    /// The row at a place, counted from 0.
    public subscript(position: Int) -> PostgresRow {
        guard let rows, position >= 0, position < rows.rowCount else {
            preconditionFailure("row \(position) of \(count)")
        }
        return PostgresRow(result: rows, row: position)
    }
}
