import JSON
import QueryLanguages

/// What the variable is compared with.
enum ChoiceOperand: Sendable {
    case literal(JSON)
    case path(JSONPath)
}
