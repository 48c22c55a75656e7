/// A value in a header or argument table (AMQP 0-9-1, section 4.2.5.5, with RabbitMQ's types).
public enum AMQPFieldValue: Sendable, Hashable {
    case bool(Bool)
    /// Every integer type; sent as the signed 64-bit one. A larger unsigned value is received as `Int64.max`.
    case int(Int64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    /// Seconds since 1970.
    case timestamp(Int64)
    case array([AMQPFieldValue])
    case table([String: AMQPFieldValue])
    case null
}

extension AMQPFieldValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    /// A long string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A signed number of 64 bits.
    public init(integerLiteral value: Int64) { self = .int(value) }
    /// A boolean.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension AMQPFieldValue {
    /// The text of a `string`.
    public var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The number of an `int`.
    public var int: Int64? {
        if case .int(let value) = self { value } else { nil }
    }
}
