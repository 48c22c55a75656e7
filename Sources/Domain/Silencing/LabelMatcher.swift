import LinearExpressions

/// A condition on one label of an alert, as Alertmanager's matchers are.
public struct LabelMatcher: Sendable, Hashable, CustomStringConvertible {
    /// How the label's value is compared.
    public enum Operation: String, Sendable, CaseIterable {
        /// It is this.
        case equal = "="
        /// It is not this.
        case notEqual = "!="
        /// It matches this regular expression, from its first character to its last.
        case matches = "=~"
        /// It does not.
        case matchesNot = "!~"

        /// Whether the value is a regular expression.
        public var isRegularExpression: Bool { self == .matches || self == .matchesNot }
        /// Whether the condition is the plain one of two, and not its opposite.
        public var isPositive: Bool { self == .equal || self == .matches }

        /// The operation of these two answers.
        public init(isRegularExpression: Bool, isPositive: Bool) {
            self = isRegularExpression ? (isPositive ? .matches : .matchesNot) : (isPositive ? .equal : .notEqual)
        }
    }

    /// Characters of a name at most.
    public static let longestName = 200
    /// Characters of a value at most; of a regular expression 1,024.
    public static let longestValue = 4096

    /// The label, 1 to 200 characters of any kind.
    public let name: String
    /// How it is compared.
    public let operation: Operation
    /// With what; empty stands for a label that is not there.
    public let value: String
    private let expression: LinearExpression?

    /// - Throws: ``MatcherError`` for a name that is empty or too long, a value that is too long, and a regular expression
    ///   that is none.
    public init(_ name: String, _ operation: Operation, _ value: String) throws(MatcherError) {
        guard (1...Self.longestName).contains(name.unicodeScalars.count) else {
            throw MatcherError("the name of a label has 1 to \(Self.longestName) characters")
        }
        guard value.unicodeScalars.count <= Self.longestValue else {
            throw MatcherError("the value for \(name) has more than \(Self.longestValue) characters")
        }
        self.name = name
        self.operation = operation
        self.value = value
        do {
            expression = operation.isRegularExpression ? try LinearExpression(value) : nil
        } catch {
            throw MatcherError("`\(value)` for \(name) is no regular expression: \(error)")
        }
    }

    /// Whether a value meets the condition; a label that is not there has the empty one.
    public func matches(_ value: String) -> Bool {
        (expression?.matchesWhole(value) ?? (value == self.value)) == operation.isPositive
    }

    /// Whether an alert without the label meets the condition.
    public var matchesNothing: Bool { matches("") }

    /// As it is written: `alertname=~"Disk.*"`. Reading that gives the matcher again.
    public var description: String {
        let isPlain = name.unicodeScalars.enumerated().allSatisfy { index, scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || "_:".unicodeScalars.contains(scalar)
                    || index > 0 && ("0"..."9").contains(scalar))
        }
        return "\(isPlain ? name : QuotedText.quote(name))\(operation.rawValue)\(QuotedText.quote(value))"
    }
}

/// Why a text is no matcher, or matchers cannot be a rule.
public struct MatcherError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, in words for people.
    public var description: String

    init(_ description: String) { self.description = description }
}
