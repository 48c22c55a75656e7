import JSON
import QueryLanguages

/// A field that takes a literal, a path in a field of its own, or a JSONata expression.
enum ValueField: Sendable {
    case literal(JSON)
    case path(JSONPath, name: String)
    case jsonata(JSONataTemplate)
}
