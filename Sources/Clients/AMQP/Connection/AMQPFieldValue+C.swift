internal import CRabbitMQ

extension amqp_bytes_t {
    var buffer: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : len) }
}

extension String {
    /// Copies text of the library; what is not UTF-8 is replaced.
    init(_ bytes: amqp_bytes_t) {
        self = unsafe String(decoding: bytes.buffer, as: UTF8.self)
    }
}

extension [String: AMQPFieldValue] {
    /// Copies a table of the library.
    init(_ table: amqp_table_t, depth: Int) {
        let entries = unsafe UnsafeBufferPointer(start: table.entries, count: Int(table.num_entries))
        self.init(minimumCapacity: entries.count)
        for index in entries.indices {
            let entry = unsafe entries[index]
            unsafe self[String(entry.key)] = unsafe AMQPFieldValue(entry.value, depth: depth)
        }
    }
}

extension AMQPFieldValue {
    /// Copies a value of the library. What is nested more deeply than is ever sent here becomes `null`.
    init(_ field: amqp_field_value_t, depth: Int) {
        let value = unsafe field.value
        switch unsafe amqp_field_value_kind_t(rawValue: UInt32(field.kind)) {
        case AMQP_FIELD_KIND_BOOLEAN: self = unsafe .bool(value.boolean != 0)
        case AMQP_FIELD_KIND_I8: self = unsafe .int(Int64(value.i8))
        case AMQP_FIELD_KIND_U8: self = unsafe .int(Int64(value.u8))
        case AMQP_FIELD_KIND_I16: self = unsafe .int(Int64(value.i16))
        case AMQP_FIELD_KIND_U16: self = unsafe .int(Int64(value.u16))
        case AMQP_FIELD_KIND_I32: self = unsafe .int(Int64(value.i32))
        case AMQP_FIELD_KIND_U32: self = unsafe .int(Int64(value.u32))
        case AMQP_FIELD_KIND_I64: self = unsafe .int(value.i64)
        case AMQP_FIELD_KIND_U64: self = unsafe .int(Int64(clamping: value.u64))
        case AMQP_FIELD_KIND_F32: self = unsafe .double(Double(value.f32))
        case AMQP_FIELD_KIND_F64: self = unsafe .double(value.f64)
        case AMQP_FIELD_KIND_DECIMAL: self = unsafe .double(Double(decimal: value.decimal))
        case AMQP_FIELD_KIND_UTF8: self = unsafe Self.text(value.bytes)
        case AMQP_FIELD_KIND_BYTES: self = unsafe .bytes(Array(value.bytes.buffer))
        case AMQP_FIELD_KIND_TIMESTAMP: self = unsafe .timestamp(Int64(clamping: value.u64))
        case AMQP_FIELD_KIND_ARRAY where depth < Self.maximumDepth:
            let entries = unsafe UnsafeBufferPointer(start: value.array.entries, count: Int(value.array.num_entries))
            self = .array(unsafe entries.map { unsafe AMQPFieldValue($0, depth: depth + 1) })
        case AMQP_FIELD_KIND_TABLE where depth < Self.maximumDepth:
            self = unsafe .table([String: AMQPFieldValue](value.table, depth: depth + 1))
        default: self = .null
        }
    }

    /// A long string, which may hold anything: text when it is UTF-8.
    private static func text(_ bytes: amqp_bytes_t) -> AMQPFieldValue {
        if let text = unsafe String(validating: bytes.buffer, as: UTF8.self) { return .string(text) }
        return unsafe .bytes(Array(bytes.buffer))
    }
}

extension Double {
    fileprivate init(decimal: amqp_decimal_t) {
        self = Double(Int32(bitPattern: decimal.value))
        for _ in 0..<decimal.decimals { self /= 10 }
    }
}
