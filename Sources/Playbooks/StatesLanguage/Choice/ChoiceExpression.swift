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
        if !isTop, object["Next"] != nil {
            report("Field 'Next' is only supported in the rule itself", at: object.pointer("Next"))
        }
        let combinations = ["And", "Or", "Not"].filter { object[$0] != nil }
        if let combination = combinations.first {
            if combinations.count > 1 || object["Variable"] != nil {
                requireOne(of: ["And", "Or", "Not", "Variable"], in: object)
            }
            return combined(object, combination)
        }
        require(["Variable"], in: object)
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

    private mutating func combined(_ object: DefinitionObject, _ key: String) -> ChoiceExpression? {
        if key == "Not" {
            guard let part = self.object(object[key], at: object.pointer(key)) else { return nil }
            return choiceExpression(part, isTop: false).map(ChoiceExpression.not)
        }
        let elements = array(object, key) ?? []
        if elements.isEmpty { report("The array must not be empty", at: object.pointer(key)) }
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
            report("Expected value of type \(choice.operandType)", at: object.pointer(name))
            return nil
        }
        return .literal(json)
    }
}
