/// The language of the expressions in a state.
public enum QueryLanguage: String, Sendable, Hashable, CaseIterable {
    /// Paths, payload templates and intrinsic functions: the default.
    case jsonPath = "JSONPath"
    /// Expressions between `{%` and `%}`.
    case jsonata = "JSONata"
}
