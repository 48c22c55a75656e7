/// Why a text is not the JSON that was expected, and where.
public struct JSONError: Error, Hashable, Sendable {
    /// What kind of fault it is.
    public enum Code: String, Sendable, Hashable {
        /// Not JSON by the grammar of RFC 8259.
        case syntax
        /// The text ends too early.
        case unexpectedEnd
        /// Not valid UTF-8, or a surrogate without its other half.
        case encoding
        /// An object has a key twice.
        case duplicateKey
        /// More than the limits allow.
        case limit
    }

    /// What kind of fault it is.
    public let code: Code
    /// The line of the fault, from 1.
    public let line: Int
    /// The character within the line, from 1, counted in Unicode scalars.
    public let column: Int
    /// The byte of the fault, from 0.
    public let offset: Int
    /// What is wrong, without the place: "a number may not begin with 0".
    public let message: String

    init(_ code: Code, _ message: String, at offset: Int, in bytes: Span<UInt8>) {
        let position = JSONPosition(offset: offset, in: bytes)
        self.code = code
        self.message = message
        self.offset = offset
        line = position.line
        column = position.column
    }
}

extension JSONError: CustomStringConvertible {
    /// Place and fault in one line; holds at most a key of the text, and of it at most forty characters.
    public var description: String { "line \(line), column \(column): \(message)" }
}
