import JSON
import QueryLanguages

/// A call of an intrinsic function as it stands in a definition.
struct IntrinsicCall: Sendable {
    /// What an argument is.
    indirect enum Argument: Sendable {
        case literal(JSON)
        /// A string between single quotes: what it means, and how it was written for `Format`.
        case string(String, raw: String)
        case path(JSONPath)
        case call(IntrinsicCall)
    }

    /// The call as it was written.
    let text: String
    let function: any IntrinsicFunction.Type
    let arguments: [Argument]

    init(text: String, function: any IntrinsicFunction.Type, arguments: [Argument]) {
        self.text = text
        self.function = function
        self.arguments = arguments
    }

    /// The result for a field of this name.
    func value(in input: JSON, field: String, _ evaluator: inout Evaluator) throws(StateError) -> JSON {
        var values: [JSON] = []
        values.reserveCapacity(arguments.count)
        for (index, argument) in arguments.enumerated() {
            switch argument {
            case .literal(let value): values.append(value)
            case .string(let value, let raw):
                let isTemplate = index == 0 && function == FormatFunction.self
                values.append(.string(isTemplate ? raw : value))
            case .path(let path): values.append(try evaluator.value(of: path, in: input, field: field))
            case .call(let call): values.append(try call.value(in: input, field: field, &evaluator))
            }
        }
        do {
            return try function.apply(values, &evaluator)
        } catch {
            throw StateError(
                ErrorName.intrinsicFailure, "The function '\(text)' had the following error: \(error.message)")
        }
    }
}
