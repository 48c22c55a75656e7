import JSON

/// `States.MathAdd(a, b)`: the sum of both, each rounded to a whole number before, with halves up.
enum MathAddFunction: IntrinsicFunction {
    static let name = "MathAdd"
    static let arity = 2...2

    static func apply(_ arguments: [JSON], _ evaluator: inout Evaluator) throws(IntrinsicError) -> JSON {
        let (sum, overflow) = try arguments.integer(0, of: "States.MathAdd")
            .addingReportingOverflow(try arguments.integer(1, of: "States.MathAdd"))
        guard !overflow else { throw IntrinsicError("The sum is out of range") }
        return .int(sum)
    }
}
