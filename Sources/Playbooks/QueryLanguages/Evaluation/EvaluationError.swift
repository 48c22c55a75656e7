/// An evaluation reached one of its ``EvaluationLimits``.
public struct EvaluationError: Error, Hashable, Sendable {
    /// Which limit it was.
    public enum Code: String, Sendable, Hashable {
        /// ``EvaluationLimits/depth``
        case depth
        /// ``EvaluationLimits/steps``
        case steps
        /// ``EvaluationLimits/elements``
        case elements
        /// ``EvaluationLimits/stringBytes``
        case stringBytes
    }

    /// Which limit it was.
    public let code: Code

    /// The error of a limit.
    public init(_ code: Code) { self.code = code }
}

extension EvaluationError: CustomStringConvertible {
    /// The fault in a sentence, safe to show to whoever wrote the expression.
    public var description: String {
        switch code {
        case .depth: "The evaluation nests too deeply."
        case .steps: "The evaluation takes too many steps."
        case .elements: "The evaluation makes an array or object with too many elements."
        case .stringBytes: "The evaluation makes a string that is too long."
        }
    }
}
