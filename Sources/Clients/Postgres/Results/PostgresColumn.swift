/// A column of a result.
public struct PostgresColumn: Sendable, Hashable {
    /// The name that the statement gives the column.
    public var name: String
    /// The server's type of its values.
    public var type: PostgresType

    /// A column.
    public init(name: String, type: PostgresType) {
        self.name = name
        self.type = type
    }
}
