internal import CRabbitMQ

/// Memory for the arguments of one call into the library: names, tables, properties.
///
/// What it hands out is valid until ``recycle()``.
@safe final class Arena {
    private let pool: UnsafeMutablePointer<amqp_pool_t>

    init() {
        unsafe pool = .allocate(capacity: 1)
        unsafe init_amqp_pool(pool, 4096)
    }

    deinit {
        unsafe empty_amqp_pool(pool)
        unsafe pool.deallocate()
    }

    /// Takes everything back.
    func recycle() {
        unsafe recycle_amqp_pool(pool)
    }

    func bytes(_ text: String) -> amqp_bytes_t {
        var text = text
        return text.withUTF8 { unsafe bytes(UnsafeRawBufferPointer($0)) }
    }

    func table(_ values: [String: AMQPFieldValue]) -> amqp_table_t {
        guard !values.isEmpty, let entries = unsafe allocate(amqp_table_entry_t.self, values.count) else {
            return unsafe amqp_empty_table
        }
        for (index, (name, value)) in values.enumerated() {
            let entry = unsafe amqp_table_entry_t(key: bytes(name), value: field(value))
            unsafe (entries + index).initialize(to: entry)
        }
        return unsafe amqp_table_t(num_entries: Int32(values.count), entries: entries)
    }

    private func array(_ values: [AMQPFieldValue]) -> amqp_array_t {
        guard !values.isEmpty, let entries = unsafe allocate(amqp_field_value_t.self, values.count) else {
            return unsafe amqp_empty_array
        }
        for (index, value) in values.enumerated() {
            unsafe (entries + index).initialize(to: field(value))
        }
        return unsafe amqp_array_t(num_entries: Int32(values.count), entries: entries)
    }

    private func field(_ value: AMQPFieldValue) -> amqp_field_value_t {
        var field = unsafe amqp_field_value_t()
        func set(_ kind: amqp_field_value_kind_t) { unsafe field.kind = UInt8(kind.rawValue) }
        switch value {
        case .null: set(AMQP_FIELD_KIND_VOID)
        case .bool(let value):
            set(AMQP_FIELD_KIND_BOOLEAN)
            unsafe field.value.boolean = value ? 1 : 0
        case .int(let value):
            set(AMQP_FIELD_KIND_I64)
            unsafe field.value.i64 = value
        case .double(let value):
            set(AMQP_FIELD_KIND_F64)
            unsafe field.value.f64 = value
        case .timestamp(let value):
            set(AMQP_FIELD_KIND_TIMESTAMP)
            unsafe field.value.u64 = UInt64(clamping: value)
        case .string(let value):
            set(AMQP_FIELD_KIND_UTF8)
            unsafe field.value.bytes = bytes(value)
        case .bytes(let value):
            set(AMQP_FIELD_KIND_BYTES)
            unsafe field.value.bytes = value.withUnsafeBytes { unsafe bytes($0) }
        case .array(let values):
            set(AMQP_FIELD_KIND_ARRAY)
            unsafe field.value.array = array(values)
        case .table(let values):
            set(AMQP_FIELD_KIND_TABLE)
            unsafe field.value.table = table(values)
        }
        return unsafe field
    }

    private func bytes(_ source: UnsafeRawBufferPointer) -> amqp_bytes_t {
        guard let base = source.baseAddress, source.count > 0,
            let copy = unsafe amqp_pool_alloc(pool, source.count)
        else { return unsafe amqp_empty_bytes }
        unsafe copy.copyMemory(from: base, byteCount: source.count)
        return unsafe amqp_bytes_t(len: source.count, bytes: copy)
    }

    private func allocate<T>(_ type: T.Type, _ count: Int) -> UnsafeMutablePointer<T>? {
        unsafe amqp_pool_alloc(pool, count * MemoryLayout<T>.stride)?.bindMemory(to: type, capacity: count)
    }
}
