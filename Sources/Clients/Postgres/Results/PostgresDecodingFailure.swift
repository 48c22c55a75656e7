/// Why a field cannot be decoded; the row adds the column's name.
public struct PostgresDecodingFailure: Error, Sendable, Hashable {
    /// What is wrong, without the value.
    public var reason: String

    /// - Parameter reason: what is wrong, without the value.
    public init(_ reason: String) {
        self.reason = reason
    }
}
