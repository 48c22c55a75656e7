/// Why a text is no regular expression.
public struct LinearExpressionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where, in characters from the beginning of the pattern.
    public var offset: Int
    /// What is wrong, in words for people.
    public var reason: String

    /// The reason with the place, counted from 1.
    public var description: String { "\(reason) (at character \(offset + 1))" }
}
