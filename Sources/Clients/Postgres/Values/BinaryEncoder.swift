import FoundationEssentials

/// Writes values in the server's binary format, one after the other into one buffer.
struct BinaryEncoder {
    private(set) var bytes: [UInt8] = []

    /// Writes the value; `false` for null, which has no bytes.
    mutating func append(_ value: PostgresValue) -> Bool {
        switch value {
        case .null: return false
        case .bool(let value): append(value)
        case .int4(let value): append(value)
        case .int8(let value): append(value)
        case .double(let value): append(value.bitPattern)
        case .text(let value): append(value)
        case .uuid(let value): append(value)
        case .timestamptz(let value): append(PostgresTime.microseconds(value))
        case .bytea(let value): bytes.append(contentsOf: value)
        case .jsonText(let value): append(json: value)
        case .boolArray(let values): append(values, of: .bool) { $0.append($1) }
        case .int4Array(let values): append(values, of: .int4) { $0.append($1) }
        case .int8Array(let values): append(values, of: .int8) { $0.append($1) }
        case .doubleArray(let values): append(values, of: .float8) { $0.append($1.bitPattern) }
        case .textArray(let values): append(values, of: .text) { $0.append($1) }
        case .uuidArray(let values): append(values, of: .uuid) { $0.append($1) }
        case .timestamptzArray(let values):
            append(values, of: .timestamptz) { $0.append(PostgresTime.microseconds($1)) }
        case .byteaArray(let values): append(values, of: .bytea) { $0.bytes.append(contentsOf: $1) }
        case .jsonTextArray(let values): append(values, of: .jsonb) { $0.append(json: $1) }
        }
        return true
    }

    /// Writes the value after its length; -1 stands for null. So fields are written in `copy` and elements in arrays.
    mutating func appendField(_ value: PostgresValue) {
        let start = beginLength()
        append(value) ? endLength(start) : patch(Int32(-1), at: start)
    }

    mutating func append(_ value: some FixedWidthInteger) {
        unsafe withUnsafeBytes(of: value.bigEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    mutating func append(raw value: [UInt8]) {
        bytes.append(contentsOf: value)
    }

    private mutating func append(_ value: Bool) {
        bytes.append(value ? 1 : 0)
    }

    private mutating func append(_ value: String) {
        bytes.append(contentsOf: value.utf8)
    }

    private mutating func append(_ value: UUID) {
        unsafe withUnsafeBytes(of: value.uuid) { unsafe bytes.append(contentsOf: $0) }
    }

    /// `jsonb` begins with the version of its format.
    private mutating func append(json text: String) {
        bytes.append(1)
        bytes.append(contentsOf: text.utf8)
    }

    /// Writes a one-dimensional array; see ``PostgresArrayElement/array(_:)`` for the format.
    private mutating func append<Element>(
        _ values: [Element?], of type: PostgresType, _ write: (inout BinaryEncoder, Element) -> Void
    ) {
        append(Int32(values.isEmpty ? 0 : 1))
        append(Int32(values.contains { $0 == nil } ? 1 : 0))
        append(type.rawValue)
        if values.isEmpty { return }
        append(Int32(clamping: values.count))
        append(Int32(1))
        for value in values {
            guard let value else {
                append(Int32(-1))
                continue
            }
            let start = beginLength()
            write(&self, value)
            endLength(start)
        }
    }

    private mutating func beginLength() -> Int {
        defer { append(Int32(0)) }
        return bytes.count
    }

    private mutating func endLength(_ start: Int) {
        patch(Int32(clamping: bytes.count - start - 4), at: start)
    }

    private mutating func patch(_ value: Int32, at index: Int) {
        unsafe withUnsafeBytes(of: value.bigEndian) { field in
            for offset in 0..<field.count { bytes[index + offset] = unsafe field[offset] }
        }
    }

    /// Forgets what has been written and keeps the memory.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }
}
