import JSON
import QueryLanguages

/// What a rule of the JSONPath query language tests (specification, "Choice Rules").
indirect enum ChoiceExpression: Sendable {
    case and([ChoiceExpression])
    case or([ChoiceExpression])
    case not(ChoiceExpression)
    case test(JSONPath, ChoiceOperator, ChoiceOperand)

    /// Whether it holds; operands of a wrong type never do.
    func holds(in input: JSON, _ evaluator: Evaluator) throws(StateError) -> Bool {
        switch self {
        case .and(let parts):
            for part in parts where try !part.holds(in: input, evaluator) { return false }
            return true
        case .or(let parts):
            for part in parts where try part.holds(in: input, evaluator) { return true }
            return false
        case .not(let part):
            return try !part.holds(in: input, evaluator)
        case .test(let variable, let choice, let operand):
            return try choice.holds(variable, operand, in: input, evaluator)
        }
    }
}

extension DefinitionReader {
    /// A rule, or a part of one.
    mutating func choiceExpression(_ object: DefinitionObject, isTop: Bool) -> ChoiceExpression? {
        refuseUnknown(in: object, besides: isTop ? Self.ruleFields.union(Self.topFields) : Self.ruleFields)
        let combinations = ["And", "Or", "Not"].filter { object[$0] != nil }
        if combinations.count + (object["Variable"] == nil ? 0 : 1) != 1 {
            report(
                "The object must have only one of the following fields, [And, Or, Not, Variable, Condition]",
                at: object.pointer)
        }
        if let combination = combinations.first { return combined(object, combination) }
        let operators = object.members.keys.filter { ChoiceOperator.named($0) != nil }
        guard operators.count == 1, let name = operators.first, let (choice, isPath) = ChoiceOperator.named(name) else {
            report("Exactly one comparison operator is required", at: object.pointer)
            return nil
        }
        guard let variable = path(object, "Variable"), let operand = operand(object, name, choice, isPath) else {
            return nil
        }
        return .test(variable, choice, operand)
    }

    private static let ruleFields = ChoiceOperator.names.union(["And", "Or", "Not", "Variable", "Comment"])
    private static let topFields: Set<String> = ["Next", "Assign"]

    private mutating func combined(_ object: DefinitionObject, _ key: String) -> ChoiceExpression? {
        if key == "Not" {
            guard let part = self.object(object[key], at: object.pointer(key)) else { return nil }
            return choiceExpression(part, isTop: false).map(ChoiceExpression.not)
        }
        let elements = elements(object, key) ?? []
        var parts: [ChoiceExpression] = []
        for (index, element) in elements.enumerated() {
            guard let part = self.object(element, at: object.pointer(key).appending(index)) else { continue }
            if let expression = choiceExpression(part, isTop: false) { parts.append(expression) }
        }
        return key == "And" ? .and(parts) : .or(parts)
    }

    private mutating func operand(
        _ object: DefinitionObject, _ name: String, _ choice: ChoiceOperator, _ isPath: Bool
    ) -> ChoiceOperand? {
        if isPath { return path(object, name).map(ChoiceOperand.path) }
        guard let json = object[name] else { return nil }
        guard choice.accepts(json) else {
            expect(choice.operandType, at: object.pointer(name))
            return nil
        }
        if choice.takesPath, let text = json.stringValue { warnOfPath(text, in: object, name) }
        return .literal(json)
    }
}
