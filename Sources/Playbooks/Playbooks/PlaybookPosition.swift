/// A place in a text, counted from 1.
public struct PlaybookPosition: Sendable, Hashable, CustomStringConvertible {
    /// The line.
    public let line: Int
    /// The character in the line.
    public let column: Int

    /// A place.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// `3:5`.
    public var description: String { "\(line):\(column)" }
}
