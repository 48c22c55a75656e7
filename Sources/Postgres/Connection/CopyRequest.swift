struct CopyRequest: Sendable {
    init(table: SQL, columns: [SQL], rows: some Sequence<[PostgresValue]> & Sendable) {}
}
