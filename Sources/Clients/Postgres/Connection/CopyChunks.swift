/// Writes rows in the binary format of `copy`: a signature, then for each row the number of fields and the fields, and
/// -1 at the end.
struct CopyChunks {
    private static let signature: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00]
    /// How many bytes make a chunk; the last row may exceed it.
    private static let chunkSize = 64 * 1024

    private let rows: AnyIterator<[PostgresValue]>
    private let columns: Int
    private var encoder = BinaryEncoder()
    private var isStarted = false
    private var isFinished = false

    init(rows: AnyIterator<[PostgresValue]>, columns: Int) {
        self.rows = rows
        self.columns = columns
    }

    /// The next bytes; `nil` when everything has been handed out.
    /// - Throws: ``PostgresError/Code/invalidStatement`` for a row of another width.
    mutating func next() throws(PostgresError) -> [UInt8]? {
        if isFinished { return nil }
        encoder.removeAll()
        if !isStarted { begin() }
        while encoder.bytes.count < Self.chunkSize {
            guard let row = rows.next() else {
                encoder.append(Int16(-1))
                isFinished = true
                break
            }
            guard row.count == columns else {
                throw PostgresError(.invalidStatement, "a row to copy has \(row.count) values for \(columns) columns")
            }
            encoder.append(Int16(clamping: row.count))
            for value in row { encoder.appendField(value) }
        }
        return encoder.bytes
    }

    private mutating func begin() {
        isStarted = true
        encoder.append(raw: Self.signature)
        // Flags, and the length of the header's extension.
        encoder.append(Int32(0))
        encoder.append(Int32(0))
    }
}
