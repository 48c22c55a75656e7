import JSON

/// `States.Array(a, b, …)`: an array of its arguments.
enum ArrayFunction: IntrinsicFunction {
    static let name = "Array"
    static let arity = 0...Int.max

    static func apply(_ arguments: [JSON], _ evaluator: inout Evaluator) throws(IntrinsicError) -> JSON {
        .array(arguments)
    }
}
