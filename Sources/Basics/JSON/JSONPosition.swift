/// A place in a JSON text.
public struct JSONPosition: Hashable, Sendable {
    /// The byte, from 0.
    public let offset: Int
    /// The line, from 1. Lines end with a line feed.
    public let line: Int
    /// The character within the line, from 1, counted in Unicode scalars.
    public let column: Int

    init(offset: Int, in bytes: Span<UInt8>) {
        var line = 1
        var column = 1
        for index in 0..<min(offset, bytes.count) {
            if bytes[index] == 0x0A {
                line += 1
                column = 1
            } else if bytes[index] & 0xC0 != 0x80 {
                // A continuation byte belongs to the character before it.
                column += 1
            }
        }
        self.offset = offset
        self.line = line
        self.column = column
    }
}

extension JSONPosition: CustomStringConvertible {
    /// `line 3, column 5`.
    public var description: String { "line \(line), column \(column)" }
}
