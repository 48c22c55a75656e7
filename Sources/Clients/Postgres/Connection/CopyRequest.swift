/// `copy … from stdin` in the binary format, with its rows.
struct CopyRequest: Sendable {
    let sql: String
    private let columns: Int
    private let makeRows: @Sendable () -> AnyIterator<[PostgresValue]>

    init(table: SQL, columns: [SQL], rows: some Sequence<[PostgresValue]> & Sendable) {
        let names = columns.map { Self.quoted($0.text) }.joined(separator: ", ")
        let target = table.text.split(separator: ".", omittingEmptySubsequences: false).map(Self.quoted)
        sql = "copy \(target.joined(separator: ".")) (\(names)) from stdin (format binary)"
        self.columns = columns.count
        makeRows = { AnyIterator(rows.makeIterator()) }
    }

    /// A name in double quotes, as it is.
    static func quoted(_ name: some StringProtocol) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// The rows in chunks to send.
    func makeChunks() -> CopyChunks {
        CopyChunks(rows: makeRows(), columns: columns)
    }
}
