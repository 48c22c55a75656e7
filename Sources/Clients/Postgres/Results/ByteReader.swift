/// Reads big-endian integers and runs of bytes, and refuses to read past the end.
// Safe: every access is checked against the bounds, and the caller keeps the memory alive while it reads.
@safe struct ByteReader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        unsafe self.bytes = unsafe bytes
    }

    var remaining: Int { unsafe bytes.count - position }

    mutating func read<Integer: FixedWidthInteger>(_: Integer.Type) throws(PostgresDecodingFailure) -> Integer {
        let field = try unsafe take(MemoryLayout<Integer>.size)
        return Integer(bigEndian: unsafe field.loadUnaligned(as: Integer.self))
    }

    mutating func take(_ count: Int) throws(PostgresDecodingFailure) -> UnsafeRawBufferPointer {
        guard count >= 0, count <= remaining else { throw PostgresDecodingFailure("the value ends early") }
        defer { position += count }
        return unsafe UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
    }
}
