/// A place in a file; lines and columns (characters) are counted from 1.
public struct YAMLPlace: Sendable, Hashable {
    /// The line.
    public let line: Int
    /// The character in the line.
    public let column: Int
}
