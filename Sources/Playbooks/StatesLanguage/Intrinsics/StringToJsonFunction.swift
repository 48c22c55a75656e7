import JSON

/// `States.StringToJson(text)`: the value whose JSON text it is; `null` when there is nothing in it.
enum StringToJsonFunction: IntrinsicFunction {
    static let name = "StringToJson"
    static let arity = 1...1

    static func apply(_ arguments: [JSON], _ evaluator: inout Evaluator) throws(IntrinsicError) -> JSON {
        let text = try arguments.string(0, of: "States.StringToJson")
        guard text.contains(where: { !$0.isWhitespace }) else { return .null }
        do {
            return try JSON.parse(text)
        } catch {
            throw IntrinsicError(error.description)
        }
    }
}
