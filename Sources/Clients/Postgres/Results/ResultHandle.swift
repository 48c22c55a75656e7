import CPostgres

/// Owns one `PGresult`, from which rows are read in place.
///
/// A `PGresult` does not change after libpq has handed it out, and reading it from several threads at once is allowed
/// (PostgreSQL documentation, 34.21 "Behavior in Threaded Programs"), so nothing is copied until a value is decoded.
// Safe and unchecked: the pointer is set once, what it points to is only read, and `deinit` alone frees it.
@safe final class ResultHandle: @unchecked Sendable {
    private let result: OpaquePointer
    let columns: [PostgresColumn]
    let rowCount: Int

    init(taking result: OpaquePointer) {
        unsafe self.result = unsafe result
        rowCount = unsafe Int(PQntuples(result))
        columns = unsafe (0..<PQnfields(result)).map { index in
            unsafe PostgresColumn(
                name: PQfname(result, index).map { unsafe String(cString: $0) } ?? "",
                type: PostgresType(rawValue: PQftype(result, index)))
        }
    }

    deinit {
        unsafe PQclear(result)
    }

    /// The bytes of a field, `nil` for null; they live as long as this object.
    func bytes(row: Int, column: Int) -> UnsafeRawBufferPointer? {
        let (row, column) = (Int32(row), Int32(column))
        if unsafe PQgetisnull(result, row, column) == 1 { return nil }
        let start = unsafe PQgetvalue(result, row, column)
        return unsafe UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
    }
}
