public import FoundationEssentials

/// A value of a statement's bind. It is sent in binary with its type, so the server converts nothing.
///
/// The arrays are what multi-row statements take: `insert into t (a, b) select * from unnest($1::text[], $2::int8[])`.
public enum PostgresValue: Sendable, Hashable {
    /// No value, of the type which the statement asks for.
    case null
    case bool(Bool)
    case int4(Int32)
    case int8(Int64)
    case double(Double)
    /// A text without U+0000, which the server cannot store.
    case text(String)
    case uuid(UUID)
    /// An instant, rounded to the microsecond.
    case timestamptz(Date)
    case bytea([UInt8])
    /// A `jsonb` value as JSON text. The server refuses text that is not JSON (22P02) and U+0000 in strings (22P05).
    case jsonText(String)

    case boolArray([Bool?])
    case int4Array([Int32?])
    case int8Array([Int64?])
    case doubleArray([Double?])
    case textArray([String?])
    case uuidArray([UUID?])
    case timestamptzArray([Date?])
    case byteaArray([[UInt8]?])
    case jsonTextArray([String?])

    /// A Swift integer as `int8`.
    public static func int(_ value: Int) -> PostgresValue { .int8(Int64(value)) }

    /// The server's type of this value.
    public var type: PostgresType {
        switch self {
        case .null: .inferred
        case .bool: .bool
        case .int4: .int4
        case .int8: .int8
        case .double: .float8
        case .text: .text
        case .uuid: .uuid
        case .timestamptz: .timestamptz
        case .bytea: .bytea
        case .jsonText: .jsonb
        case .boolArray: .boolArray
        case .int4Array: .int4Array
        case .int8Array: .int8Array
        case .doubleArray: .float8Array
        case .textArray: .textArray
        case .uuidArray: .uuidArray
        case .timestamptzArray: .timestamptzArray
        case .byteaArray: .byteaArray
        case .jsonTextArray: .jsonbArray
        }
    }
}
