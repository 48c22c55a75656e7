public import FoundationEssentials

/// A type whose arrays can be decoded. Types with a value of their own get it from ``PostgresDecodable``; `UInt8` has
/// none, since `[UInt8]` is a `bytea`.
public protocol PostgresArrayElement {
    static func array(_ cell: PostgresCell) throws(PostgresDecodingFailure) -> [Self]
}

extension PostgresArrayElement where Self: PostgresDecodable {
    /// Reads the binary format of a one-dimensional array: the number of dimensions, whether there are nulls, the
    /// elements' type, the length and lower bound of each dimension, then each element after its length (-1 for null).
    public static func array(_ cell: PostgresCell) throws(PostgresDecodingFailure) -> [Self] {
        let bytes = try unsafe cell.present()
        var reader = unsafe ByteReader(bytes)
        let dimensions = try reader.read(Int32.self)
        _ = try reader.read(Int32.self)
        let type = try PostgresType(rawValue: reader.read(UInt32.self))
        if dimensions == 0 { return [] }
        guard dimensions == 1 else { throw PostgresDecodingFailure("the array has \(dimensions) dimensions") }
        let count = try Int(reader.read(Int32.self))
        _ = try reader.read(Int32.self)
        // Each element takes four bytes at least, which bounds what is reserved.
        guard count >= 0, count <= reader.remaining / 4 else {
            throw PostgresDecodingFailure("the array has an unexpected length")
        }
        var elements: [Self] = []
        elements.reserveCapacity(count)
        for _ in 0..<count {
            let length = try Int(reader.read(Int32.self))
            let element = try unsafe length < 0 ? nil : reader.take(length)
            try elements.append(unsafe Self(PostgresCell(owner: cell.owner, bytes: element, type: type)))
        }
        return elements
    }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement {
    /// Reads an array of one dimension, of the element's type.
    public init(_ cell: PostgresCell) throws(PostgresDecodingFailure) {
        self = try Element.array(cell)
    }
}

extension Optional: PostgresArrayElement where Wrapped: PostgresArrayElement & PostgresDecodable {}

extension Array: PostgresArrayElement where Element == UInt8 {}

extension UInt8: PostgresArrayElement {
    /// Reads `bytea`, which is no array to the server.
    public static func array(_ cell: PostgresCell) throws(PostgresDecodingFailure) -> [UInt8] {
        try [UInt8](bytea: cell)
    }
}

extension Bool: PostgresArrayElement {}
extension Int: PostgresArrayElement {}
extension Int32: PostgresArrayElement {}
extension Int64: PostgresArrayElement {}
extension Double: PostgresArrayElement {}
extension String: PostgresArrayElement {}
extension UUID: PostgresArrayElement {}
extension Date: PostgresArrayElement {}
