public import JSON

/// An expression in JSONata 2, parsed once and evaluated as often as needed.
///
/// It is the language as the service runs it: with `$partition`, `$range`, `$hash`, `$random(seed)`, `$uuid` and
/// `$parse`, and without `$eval`. The operators `??` and `?:` of later versions are known, too.
public struct JSONataExpression: Sendable {
    /// The expression as it was written.
    public let text: String
    /// What the expression uses that JSONata 2.0.6, the service's version, has not: `??`, `?:`, `$eval`.
    public let unknownToService: [String]
    /// What the expression reads that a state of the service does not give it, each once.
    public let contextReferences: [JSONataContextReference]
    private let root: JSONataNode

    /// - Throws: ``JSONataError`` with the place of the first fault.
    public init(parsing text: String) throws(JSONataError) {
        guard text.utf8.count <= Self.maximumLength else { throw JSONataError(limit: .stringBytes) }
        self.text = text
        var parser = try JSONataParser(text)
        let syntax = try parser.expression()
        unknownToService = parser.unknownToService
        var resolver = JSONataResolver()
        let resolved = try resolver.resolve(root: syntax)
        var compiler = JSONataCompiler()
        root = compiler.compile(root: resolved)
        var references = JSONataContextReferences()
        references.collect(root)
        contextReferences = references.found
    }

    /// Bytes of an expression's text.
    private static let maximumLength = 1 << 20

    /// What an evaluation comes to.
    public enum Outcome: Sendable, Hashable {
        /// A value.
        case value(JSON)
        /// There is no value.
        case undefined
        /// A function, which is no JSON.
        case function
    }

    /// The result; `nil` when it is undefined or a function.
    ///
    /// - Parameters:
    ///   - input: the value of `$` and `$$`; `nil` when they are undefined.
    ///   - variables: values by their names without `$`; they come before functions of the same names.
    ///   - environment: the time and the randomness.
    ///   - limits: how much work it may cause.
    public func evaluate(
        _ input: JSON? = nil, variables: [String: JSON] = [:], environment: JSONataEnvironment,
        limits: EvaluationLimits = .default
    ) throws(JSONataError) -> JSON? {
        guard
            case .value(let value) = try outcome(
                input, variables: variables, environment: environment, limits: limits)
        else { return nil }
        return value
    }

    /// The result, with what it is when it is no value; the parameters are those of
    /// ``evaluate(_:variables:environment:limits:)``.
    public func outcome(
        _ input: JSON? = nil, variables: [String: JSON] = [:], environment: JSONataEnvironment,
        limits: EvaluationLimits = .default
    ) throws(JSONataError) -> Outcome {
        let machine = JSONataMachine(
            input: input.map(JSONataValue.json) ?? .undefined, variables: variables, environment: environment,
            limits: limits)
        defer { machine.finish() }
        let result = try machine.evaluate(root: root)
        // What was not made is as large as it was given.
        if case .json(let json) = result { return .value(json) }
        if case .function = result { return .function }
        return try machine.checked(try result.json()).map(Outcome.value) ?? .undefined
    }
}

extension JSONataExpression: Hashable {
    /// By text.
    public static func == (left: Self, right: Self) -> Bool { left.text == right.text }
    /// By text.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension JSONataExpression: CustomStringConvertible {
    /// The expression as it was written.
    public var description: String { text }
}
