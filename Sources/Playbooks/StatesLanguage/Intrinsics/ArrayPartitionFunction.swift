import JSON

/// `States.ArrayPartition(array, size)`: the elements in arrays of that size, the last one maybe shorter.
enum ArrayPartitionFunction: IntrinsicFunction {
    static let name = "ArrayPartition"
    static let arity = 2...2

    static func apply(_ arguments: [JSON], _ evaluator: inout Evaluator) throws(IntrinsicError) -> JSON {
        let elements = try arguments.array(0, of: "States.ArrayPartition")
        let size = try arguments.integer(1, of: "States.ArrayPartition")
        guard size > 0 else { throw IntrinsicError("The chunk size must be a positive number") }
        let step = Int(min(size, Int64(max(elements.count, 1))))
        let parts = stride(from: 0, to: elements.count, by: step).map {
            JSON.array(Array(elements[$0..<min($0 + step, elements.count)]))
        }
        return .array(parts)
    }
}
