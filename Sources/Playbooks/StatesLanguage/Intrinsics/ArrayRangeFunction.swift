import JSON

/// `States.ArrayRange(first, last, step)`: the numbers from first to last, at most 1,000.
enum ArrayRangeFunction: IntrinsicFunction {
    static let name = "ArrayRange"
    static let arity = 3...3

    static func apply(_ arguments: [JSON], _ evaluator: inout Evaluator) throws(IntrinsicError) -> JSON {
        let first = try arguments.integer(0, of: "States.ArrayRange")
        let last = try arguments.integer(1, of: "States.ArrayRange")
        let step = try arguments.integer(2, of: "States.ArrayRange")
        guard step != 0 else { throw IntrinsicError("The step of a range must not be 0") }
        var elements: [JSON] = []
        var next = first
        while step > 0 ? next <= last : next >= last {
            guard elements.count < 1000 else { throw IntrinsicError("The range has more than 1000 elements") }
            elements.append(.int(next))
            let (sum, overflow) = next.addingReportingOverflow(step)
            if overflow { break }
            next = sum
        }
        return .array(elements)
    }
}
