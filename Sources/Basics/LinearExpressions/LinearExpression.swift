/// A regular expression with the syntax of RE2 as Go's `regexp` has it (https://github.com/google/re2/wiki/Syntax), which
/// is what Prometheus and Alertmanager match labels with. It is run by all its states at once, so that the time is bounded
/// by the pattern times the text, whatever the two are: what people type may be run on what strangers send.
///
/// Without look-around, back-references and captures, as RE2; of `\p{…}` the general categories of Unicode are known, and
/// no scripts.
public struct LinearExpression: Sendable, Hashable, CustomStringConvertible {
    /// Characters of a pattern at most.
    public static let longestPattern = 1024

    /// The pattern as it was written.
    public let pattern: String
    private let program: LinearProgram

    /// - Throws: ``LinearExpressionError`` with the place of the first fault.
    public init(_ pattern: String) throws(LinearExpressionError) {
        self.pattern = pattern
        let scalars = Array(pattern.unicodeScalars)
        guard scalars.count <= Self.longestPattern else {
            throw LinearExpressionError(
                offset: Self.longestPattern, reason: "it is longer than \(Self.longestPattern) characters")
        }
        var parser = LinearExpressionParser(scalars)
        program = try LinearProgram(try parser.expression())
    }

    /// Whether the whole text matches, as `^(?:pattern)$` does.
    public func matchesWhole(_ text: String) -> Bool { program.matchesWhole(Array(text.unicodeScalars)) }

    /// ``pattern``.
    public var description: String { pattern }

    /// Equal patterns are the same expression.
    public static func == (left: Self, right: Self) -> Bool { left.pattern == right.pattern }

    /// Hashes the pattern.
    public func hash(into hasher: inout Hasher) { hasher.combine(pattern) }
}
