import JSON

/// `States.JsonMerge(a, b, false)`: the members of both objects, those of the second before those of the first.
enum JsonMergeFunction: IntrinsicFunction {
    static let name = "JsonMerge"
    static let arity = 3...3

    static func apply(_ arguments: [JSON], _ evaluator: inout Evaluator) throws(IntrinsicError) -> JSON {
        guard case .object(var merged) = arguments[0], case .object(let second) = arguments[1] else {
            throw IntrinsicError("Invalid arguments in States.JsonMerge: the first two must be objects")
        }
        guard arguments[2] == false else {
            throw IntrinsicError("Only shallow merging is supported: the third argument must be false")
        }
        for (key, value) in second { merged[key] = value }
        return .object(merged)
    }
}
