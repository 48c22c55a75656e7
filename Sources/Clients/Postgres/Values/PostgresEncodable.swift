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
    public var postgresValue: PostgresValue { .bool(self) }
}

extension Int: PostgresEncodable {
    public var postgresValue: PostgresValue { .int8(Int64(self)) }
}

extension Int32: PostgresEncodable {
    public var postgresValue: PostgresValue { .int4(self) }
}

extension Int64: PostgresEncodable {
    public var postgresValue: PostgresValue { .int8(self) }
}

extension Double: PostgresEncodable {
    public var postgresValue: PostgresValue { .double(self) }
}

extension String: PostgresEncodable {
    public var postgresValue: PostgresValue { .text(self) }
}

extension UUID: PostgresEncodable {
    public var postgresValue: PostgresValue { .uuid(self) }
}

extension Date: PostgresEncodable {
    public var postgresValue: PostgresValue { .timestamptz(self) }
}

extension [UInt8]: PostgresEncodable {
    public var postgresValue: PostgresValue { .bytea(self) }
}

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    public var postgresValue: PostgresValue { rawValue.postgresValue }
}
