/// A statement with its values.
public struct Statement: Sendable, Hashable {
    /// The text, with `$1`, `$2`, … for the values.
    public var sql: SQL
    /// The values, in the order of their numbers; at most 65,535.
    public var binds: [PostgresValue]

    /// A statement.
    /// - Parameters:
    ///   - sql: its text, with `$1` and so on.
    ///   - binds: their values, in this order.
    public init(_ sql: SQL, _ binds: [PostgresValue] = []) {
        self.sql = sql
        self.binds = binds
    }
}
