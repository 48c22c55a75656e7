public import FoundationEssentials

/// A type with a natural value in the database, for `PostgresValue(_:)` with an optional.
public protocol PostgresEncodable {
    /// What is bound for this value.
    var postgresValue: PostgresValue { get }
}

extension PostgresValue {
    /// An optional value: `.null` for `nil`.
    public init(_ value: (some PostgresEncodable)?) {
        self = value?.postgresValue ?? .null
    }
}

extension Bool: PostgresEncodable {
    /// A `bool`.
    public var postgresValue: PostgresValue { .bool(self) }
}

extension Int: PostgresEncodable {
    /// An `int8`.
    public var postgresValue: PostgresValue { .int8(Int64(self)) }
}

extension Int32: PostgresEncodable {
    /// An `int4`.
    public var postgresValue: PostgresValue { .int4(self) }
}

extension Int64: PostgresEncodable {
    /// An `int8`.
    public var postgresValue: PostgresValue { .int8(self) }
}

extension Double: PostgresEncodable {
    /// A `float8`.
    public var postgresValue: PostgresValue { .double(self) }
}

extension String: PostgresEncodable {
    /// A `text`.
    public var postgresValue: PostgresValue { .text(self) }
}

extension UUID: PostgresEncodable {
    /// A `uuid`.
    public var postgresValue: PostgresValue { .uuid(self) }
}

extension Date: PostgresEncodable {
    /// A `timestamptz`, with microseconds.
    public var postgresValue: PostgresValue { .timestamptz(self) }
}

extension [UInt8]: PostgresEncodable {
    /// A `bytea`.
    public var postgresValue: PostgresValue { .bytea(self) }
}

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    /// The value of the raw value.
    public var postgresValue: PostgresValue { rawValue.postgresValue }
}
