import JSON

/// `States.JsonToString(value)`: the value as compact JSON text.
enum JsonToStringFunction: IntrinsicFunction {
    static let name = "JsonToString"
    static let arity = 1...1

    static func apply(_ arguments: [JSON], _ evaluator: inout Evaluator) throws(IntrinsicError) -> JSON {
        .string(arguments[0].text())
    }
}
