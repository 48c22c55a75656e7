public import FoundationEssentials

extension Bool: PostgresDecodable {
    /// Reads `bool`.
    public init(_ cell: PostgresCell) throws(PostgresDecodingFailure) {
        guard cell.type == .bool else { throw cell.mismatch("bool") }
        self = try cell.fixed(UInt8.self) != 0
    }
}

extension Int64: PostgresDecodable {
    /// Reads `int2`, `int4`, `int8` or `oid`.
    public init(_ cell: PostgresCell) throws(PostgresDecodingFailure) {
        switch cell.type {
        case .int8: self = try cell.fixed(Int64.self)
        case .int4: self = try Int64(cell.fixed(Int32.self))
        case .int2: self = try Int64(cell.fixed(Int16.self))
        case .oid: self = try Int64(cell.fixed(UInt32.self))
        default: throw cell.mismatch("an integer")
        }
    }
}

extension Int: PostgresDecodable {
    /// Reads `int2`, `int4`, `int8` or `oid`.
    public init(_ cell: PostgresCell) throws(PostgresDecodingFailure) {
        self = try Int(Int64(cell))
    }
}

extension Int32: PostgresDecodable {
    /// Reads any of the integer types, when the value fits.
    public init(_ cell: PostgresCell) throws(PostgresDecodingFailure) {
        guard let value = try Int32(exactly: Int64(cell)) else {
            throw PostgresDecodingFailure("the value does not fit into 32 bits")
        }
        self = value
    }
}

extension Double: PostgresDecodable {
    /// Reads `float4` or `float8`.
    public init(_ cell: PostgresCell) throws(PostgresDecodingFailure) {
        switch cell.type {
        case .float8: self = try Double(bitPattern: cell.fixed(UInt64.self))
        case .float4: self = try Double(Float(bitPattern: cell.fixed(UInt32.self)))
        default: throw cell.mismatch("a floating-point number")
        }
    }
}

extension String: PostgresDecodable {
    /// Reads any of the text types, `json`, `jsonb`, and the types that a schema defines, such as enumerations.
    public init(_ cell: PostgresCell) throws(PostgresDecodingFailure) {
        var bytes = try unsafe cell.present()
        switch cell.type {
        case .text, .varchar, .bpchar, .name, .char, .json, .unknown: break
        case .jsonb: unsafe bytes = try unsafe jsonText(bytes)
        case let type where type.isUserDefined: break
        default: throw cell.mismatch("text")
        }
        guard let text = unsafe String(validating: bytes, as: UTF8.self) else {
            throw PostgresDecodingFailure("the value is not UTF-8")
        }
        self = text
    }
}

extension UUID: PostgresDecodable {
    /// Reads `uuid`.
    public init(_ cell: PostgresCell) throws(PostgresDecodingFailure) {
        guard cell.type == .uuid else { throw cell.mismatch("uuid") }
        let bytes = try unsafe cell.present()
        guard bytes.count == MemoryLayout<uuid_t>.size else {
            throw PostgresDecodingFailure("the value has an unexpected length")
        }
        let value = unsafe bytes.loadUnaligned(as: uuid_t.self)
        self.init(uuid: value)
    }
}

extension Date: PostgresDecodable {
    /// Reads `timestamptz`.
    public init(_ cell: PostgresCell) throws(PostgresDecodingFailure) {
        guard cell.type == .timestamptz else { throw cell.mismatch("timestamptz") }
        guard let date = try PostgresTime.date(microseconds: cell.fixed(Int64.self)) else {
            throw PostgresDecodingFailure("the instant is infinite")
        }
        self = date
    }
}

extension [UInt8] {
    init(bytea cell: PostgresCell) throws(PostgresDecodingFailure) {
        switch cell.type {
        case .bytea, .json, .text: self = try cell.copyBytes()
        case .jsonb: self = try unsafe [UInt8](jsonText(cell.present()))
        default: throw cell.mismatch("bytea")
        }
    }
}

/// The text of a `jsonb` value, which begins with the version of its binary format: 1.
func jsonText(_ bytes: UnsafeRawBufferPointer) throws(PostgresDecodingFailure) -> UnsafeRawBufferPointer {
    guard unsafe bytes.first == 1 else { throw PostgresDecodingFailure("the jsonb format is unknown") }
    return unsafe UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
}
