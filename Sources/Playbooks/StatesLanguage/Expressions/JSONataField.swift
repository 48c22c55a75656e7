import JSON
import QueryLanguages

/// One JSONata expression with the name of the field that it stands in.
struct JSONataField: Sendable {
    /// The expression without its marks.
    let source: String
    /// How messages call the field: `Output/result`.
    let name: String
    let expression: JSONataExpression
    /// Whether it may look at more of `$states` than input, result and error: then the context object is built.
    private let needsContext: Bool
    /// Whether it may draw random values: then each evaluation has other ones.
    private let isRandom: Bool

    init(source: String, name: String) throws(JSONataError) {
        self.source = source
        self.name = name
        expression = try JSONataExpression(parsing: source)
        needsContext = Self.needsContext(source)
        isRandom = ["$random", "$uuid", "$shuffle"].contains { source.contains($0) }
    }

    private static func needsContext(_ source: String) -> Bool {
        var rest = Substring(source)
        while let range = rest.firstRange(of: "$states") {
            rest = rest[range.upperBound...]
            let isPlain = [".input", ".result", ".errorOutput"].contains { rest.hasPrefix($0) }
            guard isPlain else { return true }
        }
        return false
    }

    /// The value; an expression without one is an error.
    func value(_ evaluator: inout Evaluator) throws(StateError) -> JSON {
        var states: JSONObject = ["input": evaluator.stateInput]
        if needsContext { states["context"] = evaluator.context.json }
        if let result = evaluator.result { states["result"] = result }
        if let errorOutput = evaluator.errorOutput { states["errorOutput"] = errorOutput }
        var variables = evaluator.variables.merged
        variables["states"] = .object(states)
        let outcome: JSONataExpression.Outcome
        do {
            outcome = try evaluator.evaluate(expression, variables, isRandom: isRandom)
        } catch {
            throw .query(
                "The JSONata expression '\(source)' specified for the field '\(name)' threw an error during "
                    + "evaluation. \(error.code): \(error.message)", field: name)
        }
        switch outcome {
        case .value(let value): return value
        case .undefined: throw none("returned nothing (undefined).")
        case .function: throw none("returned an unsupported result type.")
        }
    }

    private func none(_ what: String) -> StateError {
        .query("The JSONata expression '\(source)' specified for the field '\(name)' \(what)", field: name)
    }

    /// The error that the value is none of the types which the field takes.
    func unexpected(_ value: JSON, expected: String) -> StateError {
        .query(
            "The JSONata expression '\(source)' specified for the field '\(name)' returned an unexpected result type. "
                + "Expected '\(expected)', but was '\(Self.type(of: value))' for value: \(value)", field: name)
    }

    private static func type(of value: JSON) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

extension Evaluator {
    /// Evaluates with the given time and randomness.
    mutating func evaluate(
        _ expression: JSONataExpression, _ variables: [String: JSON], isRandom: Bool
    ) throws(JSONataError) -> JSONataExpression.Outcome {
        let environment = JSONataEnvironment(milliseconds: now.milliseconds, seed: isRandom ? randomness.next() : 0)
        return try expression.outcome(nil, variables: variables, environment: environment, limits: limits)
    }
}
