/// A type that is made from a field of a result.
///
/// An enumeration with a raw value needs no more than the conformance. `Optional` takes null as `nil`; everything else
/// refuses null.
public protocol PostgresDecodable {
    /// - Throws: ``PostgresDecodingFailure`` when the field is of another type, null, or out of range.
    init(_ cell: PostgresCell) throws(PostgresDecodingFailure)
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    /// `nil` for null.
    public init(_ cell: PostgresCell) throws(PostgresDecodingFailure) {
        self = cell.isNull ? nil : try Wrapped(cell)
    }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    /// Reads the raw value; one that is no case is a failure.
    public init(_ cell: PostgresCell) throws(PostgresDecodingFailure) {
        let raw = try RawValue(cell)
        guard let value = Self(rawValue: raw) else {
            throw PostgresDecodingFailure("the value is none of \(Self.self)")
        }
        self = value
    }
}
