/// A statement with its values.
public struct Statement: Sendable, Hashable {
    /// The text, with `$1`, `$2`, … for the values.
    public var sql: SQL
    /// The values, in the order of their numbers; at most 65,535.
    public var binds: [PostgresValue]

    public init(_ sql: SQL, _ binds: [PostgresValue] = []) {
        self.sql = sql
        self.binds = binds
    }
}
