import JSON

/// `States.ArrayContains(array, value)`: whether one of the elements is the value.
enum ArrayContainsFunction: IntrinsicFunction {
    static let name = "ArrayContains"
    static let arity = 2...2

    static func apply(_ arguments: [JSON], _ evaluator: inout Evaluator) throws(IntrinsicError) -> JSON {
        .bool(try arguments.array(0, of: "States.ArrayContains").contains(arguments[1]))
    }
}
