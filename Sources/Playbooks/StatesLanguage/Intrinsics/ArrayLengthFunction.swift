import JSON

/// `States.ArrayLength(array)`: the count of the elements.
enum ArrayLengthFunction: IntrinsicFunction {
    static let name = "ArrayLength"
    static let arity = 1...1

    static func apply(_ arguments: [JSON], _ evaluator: inout Evaluator) throws(IntrinsicError) -> JSON {
        .int(try arguments.array(0, of: "States.ArrayLength").count)
    }
}
