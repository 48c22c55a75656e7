actor Connection {
    func copy(_ request: CopyRequest) throws(PostgresError) -> Int { throw PostgresError(.closed, "not there yet") }
    func simple(_ script: SQL) throws(PostgresError) { throw PostgresError(.closed, "not there yet") }
}
