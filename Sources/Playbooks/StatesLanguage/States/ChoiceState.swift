import JSON

/// Goes on where the first rule that holds says (specification, "Choice State").
struct ChoiceState: Sendable {
    let rules: [Rule]
    /// Where it goes when no rule holds.
    let fallback: String?

    /// One of `Choices`.
    struct Rule: Sendable {
        let condition: Condition
        let next: String
        let assign: Template?
        /// `Output` of the JSONata query language.
        let output: JSONataTemplate?
    }

    enum Condition: Sendable {
        case path(ChoiceExpression)
        case jsonata(JSONataTemplate)
    }
}

extension DefinitionReader {
    mutating func choiceState(_ object: DefinitionObject, _ language: QueryLanguage) -> ChoiceState? {
        require(["Choices"], in: object)
        guard let elements = elements(object, "Choices") else { return nil }
        var rules: [ChoiceState.Rule] = []
        for (index, element) in elements.enumerated() {
            guard let rule = self.object(element, at: object.pointer("Choices").appending(index)) else { continue }
            require(["Next"], in: rule)
            guard let condition = condition(rule, language) else { continue }
            rules.append(
                ChoiceState.Rule(
                    condition: condition, next: string(rule, "Next") ?? "",
                    assign: assign(rule, language),
                    output: language == .jsonata ? jsonata(rule, "Output") : nil))
        }
        return ChoiceState(rules: rules, fallback: string(object, "Default"))
    }

    private mutating func condition(_ rule: DefinitionObject, _ language: QueryLanguage) -> ChoiceState.Condition? {
        guard language == .jsonata else { return choiceExpression(rule, isTop: true).map(ChoiceState.Condition.path) }
        refuseUnknown(in: rule, besides: ["Comment", "Condition", "Next", "Assign", "Output"])
        require(["Condition"], in: rule)
        guard let template = jsonata(rule, "Condition") else { return nil }
        switch template {
        case .expression, .constant(.bool): return .jsonata(template)
        default:
            expect("BOOLEAN", at: rule.pointer("Condition"))
            return nil
        }
    }
}

extension ChoiceState.Condition {
    /// Whether it holds for this input.
    func holds(in input: JSON, _ evaluator: inout Evaluator) throws(StateError) -> Bool {
        switch self {
        case .path(let expression):
            return try expression.holds(in: input, evaluator)
        case .jsonata(let template):
            let value = try template.value(&evaluator)
            if case .bool(let bool) = value { return bool }
            guard case .expression(let field) = template else { return false }
            throw field.unexpected(value, expected: "boolean")
        }
    }
}
