import JSON

/// `States.ArrayGetItem(array, index)`: the element at the index, from 0.
enum ArrayGetItemFunction: IntrinsicFunction {
    static let name = "ArrayGetItem"
    static let arity = 2...2

    static func apply(_ arguments: [JSON], _ evaluator: inout Evaluator) throws(IntrinsicError) -> JSON {
        let elements = try arguments.array(0, of: "States.ArrayGetItem")
        let index = try arguments.integer(1, of: "States.ArrayGetItem")
        guard index >= 0, index < elements.count else {
            throw IntrinsicError("Index \(index) out of bounds for length \(elements.count)")
        }
        return elements[Int(index)]
    }
}
