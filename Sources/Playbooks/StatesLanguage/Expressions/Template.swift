import JSON

/// A template of either query language.
enum Template: Sendable {
    case path(PayloadTemplate)
    case jsonata(JSONataTemplate)

    /// The value; paths look into `input`, which JSONata expressions do not.
    func value(in input: JSON, _ evaluator: inout Evaluator) throws(StateError) -> JSON {
        switch self {
        case .path(let template): try template.value(in: input, &evaluator)
        case .jsonata(let template): try template.value(&evaluator)
        }
    }
}
