import JSON
import QueryLanguages

/// What a field whose name ends in `.$`, or one like `CausePath`, holds: a path or a call of an intrinsic function.
enum PathExpression: Sendable {
    case path(JSONPath)
    case call(IntrinsicCall)

    /// Reads either; `nil` when the text is neither.
    init?(_ text: String) {
        if text.utf8.first == UInt8(ascii: "$") {
            guard let path = try? JSONPath(parsing: text) else { return nil }
            self = .path(path)
        } else {
            guard let call = try? IntrinsicCall(parsing: text) else { return nil }
            self = .call(call)
        }
    }

    /// The value for a field of this name.
    func value(in input: JSON, field: String, _ evaluator: inout Evaluator) throws(StateError) -> JSON {
        switch self {
        case .path(let path): try evaluator.value(of: path, in: input, field: field)
        case .call(let call): try call.value(in: input, field: field, &evaluator)
        }
    }
}
