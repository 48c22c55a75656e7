// Safe: `owner` keeps what `bytes` points to alive and unchanged, and readers check the length.
/// A field of a result, or an element of an array in one, in the server's binary format.
@safe public struct PostgresCell {
    let owner: ResultHandle?
    let bytes: UnsafeRawBufferPointer?
    /// The server's type of the field.
    public let type: PostgresType

    init(owner: ResultHandle?, bytes: UnsafeRawBufferPointer?, type: PostgresType) {
        self.owner = owner
        unsafe self.bytes = unsafe bytes
        self.type = type
    }

    /// Whether the field is null.
    public var isNull: Bool { unsafe bytes == nil }

    /// The field's bytes as the server sent them.
    public func copyBytes() throws(PostgresDecodingFailure) -> [UInt8] {
        let bytes = try unsafe present()
        return unsafe [UInt8](bytes)
    }

    func present() throws(PostgresDecodingFailure) -> UnsafeRawBufferPointer {
        guard let bytes = unsafe bytes else { throw PostgresDecodingFailure("the value is null") }
        return unsafe bytes
    }

    /// The bytes of a value whose type has this fixed size.
    func fixed<Integer: FixedWidthInteger>(_: Integer.Type) throws(PostgresDecodingFailure) -> Integer {
        let bytes = try unsafe present()
        guard bytes.count == MemoryLayout<Integer>.size else {
            throw PostgresDecodingFailure("the value has an unexpected length")
        }
        return Integer(bigEndian: unsafe bytes.loadUnaligned(as: Integer.self))
    }

    func mismatch(_ wanted: String) -> PostgresDecodingFailure {
        PostgresDecodingFailure("the value is of type \(type), not \(wanted); cast it in the statement")
    }
}
