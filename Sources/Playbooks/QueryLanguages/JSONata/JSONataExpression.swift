public import JSON

/// An expression in JSONata 2, parsed once and evaluated as often as needed.
///
/// It is the language as the service runs it: with `$partition`, `$range`, `$hash`, `$random(seed)`, `$uuid` and
/// `$parse`, and without `$eval`.
public struct JSONataExpression: Sendable {
    /// The expression as it was written.
    public let text: String
    private let root: JSONataNode

    /// - Throws: ``JSONataError`` with the place of the first fault.
    public init(parsing text: String) throws(JSONataError) {
        guard text.utf8.count <= Self.maximumLength else { throw JSONataError(limit: .stringBytes) }
        self.text = text
        var parser = try JSONataParser(text)
        let syntax = try parser.expression()
        var resolver = JSONataResolver()
        let resolved = try resolver.resolve(root: syntax)
        var compiler = JSONataCompiler()
        root = compiler.compile(root: resolved)
    }

    /// Bytes of an expression's text.
    private static let maximumLength = 1 << 20

    /// The result; `nil` when it is undefined.
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
        let machine = JSONataMachine(
            input: input.map(JSONataValue.json) ?? .undefined, variables: variables, environment: environment,
            limits: limits)
        defer { machine.finish() }
        let result = try machine.evaluate(root: root)
        // What was not made is as large as it was given.
        if case .json(let json) = result { return json }
        return try machine.checked(try result.json())
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
