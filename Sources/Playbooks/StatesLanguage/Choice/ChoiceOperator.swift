import JSON
import QueryLanguages

/// A comparison of the JSONPath query language, by its family.
enum ChoiceOperator: Sendable, Hashable {
    /// `StringEquals` and so on.
    case string(ChoiceRelation)
    /// `NumericEquals` and so on.
    case numeric(ChoiceRelation)
    /// `TimestampEquals` and so on.
    case timestamp(ChoiceRelation)
    case booleanEquals
    case stringMatches
    /// `IsNull`, `IsPresent` and so on.
    case type(ChoiceTypeTest)

    /// The operator of a field's name, and whether its operand is a path; `nil` when there is none.
    static func named(_ name: String) -> (ChoiceOperator, isPath: Bool)? {
        if let choice = all[name] { return (choice, false) }
        guard name.hasSuffix("Path"), let choice = all[String(name.dropLast(4))], choice.takesPath else { return nil }
        return (choice, true)
    }

    private static let all: [String: ChoiceOperator] = {
        var all: [String: ChoiceOperator] = ["BooleanEquals": .booleanEquals, "StringMatches": .stringMatches]
        for relation in ChoiceRelation.allCases {
            all["String\(relation.rawValue)"] = .string(relation)
            all["Numeric\(relation.rawValue)"] = .numeric(relation)
            all["Timestamp\(relation.rawValue)"] = .timestamp(relation)
        }
        for test in ChoiceTypeTest.allCases { all[test.rawValue] = .type(test) }
        return all
    }()

    /// The names of all operators, with those that take paths.
    static let names: Set<String> = all.reduce(into: []) { names, entry in
        names.insert(entry.key)
        if entry.value.takesPath { names.insert("\(entry.key)Path") }
    }

    /// Whether there is a variant of it whose operand is a path.
    var takesPath: Bool {
        switch self {
        case .stringMatches, .type: false
        default: true
        }
    }

    /// What type the literal must have.
    var operandType: String {
        switch self {
        case .string, .stringMatches: "STRING"
        case .numeric: "NUMBER"
        case .timestamp: "TIMESTAMP"
        case .booleanEquals, .type: "BOOLEAN"
        }
    }

    func accepts(_ literal: JSON) -> Bool {
        switch self {
        case .string, .stringMatches: literal.stringValue != nil
        case .numeric: literal.numberValue != nil
        case .timestamp: literal.stringValue.flatMap { Timestamp($0) } != nil
        case .booleanEquals, .type: literal.boolValue != nil
        }
    }

    /// Whether the comparison holds.
    func holds(
        _ variable: JSONPath, _ operand: ChoiceOperand, in input: JSON, _ evaluator: Evaluator
    ) throws(StateError) -> Bool {
        let right: JSON =
            switch operand {
            case .literal(let literal): literal
            case .path(let path): try Self.value(of: path, in: input, evaluator)
            }
        if case .type(.present) = self {
            return .bool(Self.isPresent(variable, in: input, evaluator)) == right
        }
        let left = try Self.value(of: variable, in: input, evaluator)
        switch self {
        case .string(let relation): return StringComparison.holds(left, relation, right)
        case .numeric(let relation): return NumericComparison.holds(left, relation, right)
        case .timestamp(let relation): return TimestampComparison.holds(left, relation, right)
        case .booleanEquals: return left.boolValue != nil && left == right
        case .stringMatches: return StringMatch.holds(left, right)
        case .type(let test): return .bool(test.holds(left)) == right
        }
    }

    private static func value(
        of path: JSONPath, in input: JSON, _ evaluator: Evaluator
    ) throws(StateError) -> JSON {
        do {
            return try evaluator.value(of: path, in: input)
        } catch {
            throw .runtime("Invalid path '\(path)': The choice state's condition path references an invalid value.")
        }
    }

    private static func isPresent(_ path: JSONPath, in input: JSON, _ evaluator: Evaluator) -> Bool {
        guard let value = try? evaluator.value(of: path, in: input) else { return false }
        return path.isDefinite || value != .array([])
    }
}
