/// Why a template was not evaluated, in the words of the Python programs that it stands for.
public struct TemplateError: Error, Sendable, Hashable {
    /// The kind of fault, by the name that Python or Jinja gives it.
    public enum Kind: String, Sendable, Hashable {
        case type = "TypeError"
        case value = "ValueError"
        case key = "KeyError"
        case index = "IndexError"
        case attribute = "AttributeError"
        case zeroDivision = "ZeroDivisionError"
        case overflow = "OverflowError"
        case assertion = "AssertionError"
        case runtime = "RuntimeError"
        case recursion = "RecursionError"
        case undefined = "UndefinedError"
        case syntax = "TemplateSyntaxError"
        case templateAssertion = "TemplateAssertionError"
        case templateRuntime = "TemplateRuntimeError"
        case filterArgument = "FilterArgumentError"
        /// What SOCless itself raises.
        case bootstrap = "SoclessBootstrapError"
        /// Something of Python or Jinja that is not there; the message names it.
        case unsupported = "Unsupported"
        /// More steps, depth or output than the limits allow.
        case limit = "Limit"
        /// Something was looked up that is not known yet; the evaluation is repeated when it is.
        case pending = "Pending"
    }

    /// The kind of fault.
    public let kind: Kind
    /// What is wrong.
    public let message: String
    /// The line of the template, from 1, where it is known.
    public var line: Int?

    /// An error.
    /// - Parameters:
    ///   - kind: Python's or Jinja's class of it.
    ///   - message: in their words.
    ///   - line: the template's line, from 1.
    public init(_ kind: Kind, _ message: String, line: Int? = nil) {
        self.kind = kind
        self.message = message
        self.line = line
    }

    /// Whether the template could not be read at all.
    public var isSyntax: Bool { kind == .syntax || kind == .templateAssertion }
}

extension TemplateError: CustomStringConvertible {
    /// As Python prints it: `TypeError: can only concatenate str (not "int") to str`.
    public var description: String { "\(kind.rawValue): \(message)" }
}
