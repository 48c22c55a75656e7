import JSON

/// Ends an execution with an error (specification, "Fail State").
struct FailState: Sendable {
    /// `Error` or `ErrorPath`, `Cause` or `CausePath`.
    enum Text: Sendable {
        case literal(String)
        case expression(PathExpression, field: String)
        case jsonata(JSONataTemplate)
    }

    let error: Text?
    let cause: Text?
}

extension DefinitionReader {
    mutating func failState(_ object: DefinitionObject, _ language: QueryLanguage) -> FailState {
        FailState(error: text(object, "Error", language), cause: text(object, "Cause", language))
    }

    private mutating func text(
        _ object: DefinitionObject, _ key: String, _ language: QueryLanguage
    ) -> FailState.Text? {
        allowOne(of: [key, key + "Path"], in: object)
        if language == .jsonata {
            guard string(object, key) != nil else { return nil }
            return jsonata(object, key).map(FailState.Text.jsonata)
        }
        if object[key + "Path"] != nil {
            return expression(object, key + "Path").map { .expression($0, field: key + "Path") }
        }
        guard let text = string(object, key) else { return nil }
        warnOfPath(text, in: object, key)
        return .literal(text)
    }
}

extension FailState {
    /// The error for this input.
    func output(in input: JSON, _ evaluator: inout Evaluator) throws(StateError) -> ErrorOutput {
        ErrorOutput(
            error: try error?.value(in: input, &evaluator), cause: try cause?.value(in: input, &evaluator))
    }
}

extension FailState.Text {
    fileprivate func value(in input: JSON, _ evaluator: inout Evaluator) throws(StateError) -> String {
        switch self {
        case .literal(let text):
            return text
        case .expression(let expression, let field):
            let value = try expression.value(in: input, field: field, &evaluator)
            guard case .string(let text) = value else {
                throw .runtime("The \(field) parameter does not reference a string: \(value)")
            }
            return text
        case .jsonata(let template):
            let value = try template.value(&evaluator)
            if case .string(let text) = value { return text }
            guard case .expression(let field) = template else { return value.text() }
            throw field.unexpected(value, expected: "string")
        }
    }
}
