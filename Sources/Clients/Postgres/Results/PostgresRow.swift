/// One row of a result. It keeps the whole result alive; decode what is needed and let it go.
public struct PostgresRow: Sendable {
    let result: ResultHandle
    let row: Int

    /// The columns, in the order of the statement.
    public var columns: [PostgresColumn] { result.columns }

    /// The value of the column with this name.
    /// - Throws: ``PostgresError/Code/decoding`` when there is no such column, or its value is null or of another type.
    public func decode<Value: PostgresDecodable>(
        _ column: String, as type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        guard let index = result.columns.firstIndex(where: { $0.name == column }) else {
            throw PostgresError(.decoding, "the result has no column \"\(column)\"")
        }
        return try decode(index, as: type)
    }

    /// The value of the column at this position, counted from 0.
    /// - Throws: ``PostgresError/Code/decoding`` when there is no such column, or its value is null or of another type.
    public func decode<Value: PostgresDecodable>(
        _ column: Int, as type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        guard result.columns.indices.contains(column) else {
            throw PostgresError(.decoding, "the result has \(result.columns.count) columns, not \(column + 1)")
        }
        let bytes = unsafe result.bytes(row: row, column: column)
        let cell = unsafe PostgresCell(owner: result, bytes: bytes, type: result.columns[column].type)
        do throws(PostgresDecodingFailure) {
            return try Value(cell)
        } catch {
            throw PostgresError(.decoding, "column \"\(result.columns[column].name)\": \(error.reason)")
        }
    }

    /// Whether the column with this name is null.
    public func isNull(_ column: String) throws(PostgresError) -> Bool {
        guard let index = result.columns.firstIndex(where: { $0.name == column }) else {
            throw PostgresError(.decoding, "the result has no column \"\(column)\"")
        }
        return unsafe result.bytes(row: row, column: index) == nil
    }
}
