/// How much work one path or expression may cause: whoever writes it does not decide about our time, memory and stack.
///
/// Beyond a limit evaluation ends with an error that says which limit it was; it never truncates a result.
public struct EvaluationLimits: Sendable, Hashable {
    /// Calls of functions and parts of an expression inside each other, and nesting of values that it makes.
    /// Range 1…400, default 400.
    public var depth: Int
    /// Elementary steps of the whole evaluation, with those of regular expressions. Default 2,000,000.
    public var steps: Int
    /// Elements of one array and members of one object that the evaluation makes. Default 250,000.
    public var elements: Int
    /// Bytes of one string that the evaluation makes, as UTF-8. Default 1 MiB.
    public var stringBytes: Int

    /// Limits that are the default ones where nothing else is said, each brought into its range.
    public init(depth: Int = 400, steps: Int = 2_000_000, elements: Int = 250_000, stringBytes: Int = 1 << 20) {
        self.depth = min(max(depth, 1), 400)
        self.steps = max(steps, 1)
        self.elements = max(elements, 1)
        self.stringBytes = max(stringBytes, 1)
    }

    /// The limits of everything that says nothing else.
    public static let `default` = EvaluationLimits()
}
