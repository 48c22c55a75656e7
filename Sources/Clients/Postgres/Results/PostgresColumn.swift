/// A column of a result.
public struct PostgresColumn: Sendable, Hashable {
    /// The name that the statement gives the column.
    public var name: String
    public var type: PostgresType

    public init(name: String, type: PostgresType) {
        self.name = name
        self.type = type
    }
}
