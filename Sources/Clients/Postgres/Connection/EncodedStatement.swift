/// A statement as it is sent: its binds are already in the server's format, so that the connection's thread does not
/// spend its time on that.
struct EncodedStatement: Sendable {
    let sql: SQL
    let types: [PostgresType]
    /// All values, one after the other.
    let bytes: [UInt8]
    /// Where each value is in ``bytes``; `nil` for null.
    let fields: [Range<Int>?]

    init(_ statement: Statement) throws(PostgresError) {
        guard statement.binds.count <= Int(UInt16.max) else {
            throw PostgresError(.invalidStatement, "a statement takes 65535 values at most")
        }
        // libpq would send only what precedes it.
        guard !statement.sql.text.utf8.contains(0) else {
            throw PostgresError(.invalidStatement, "the text of a statement contains a zero byte")
        }
        var encoder = BinaryEncoder()
        sql = statement.sql
        types = statement.binds.map(\.type)
        fields = statement.binds.map { value in
            let start = encoder.bytes.count
            return encoder.append(value) ? start..<encoder.bytes.count : nil
        }
        bytes = encoder.bytes
        // The protocol counts a message's bytes in 32 bits.
        guard bytes.count < 1 << 30 else {
            throw PostgresError(.invalidStatement, "the values of a statement take more than a gigabyte")
        }
    }

    /// A statement without values.
    init(plain sql: SQL) {
        self.sql = sql
        types = []
        bytes = []
        fields = []
    }
}
