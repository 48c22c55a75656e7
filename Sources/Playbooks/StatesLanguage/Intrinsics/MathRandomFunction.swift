import JSON

/// `States.MathRandom(start, end[, seed])`: a whole number from start up to, not including, end; the same for one seed.
enum MathRandomFunction: IntrinsicFunction {
    static let name = "MathRandom"
    static let arity = 2...3

    static func apply(_ arguments: [JSON], _ evaluator: inout Evaluator) throws(IntrinsicError) -> JSON {
        let start = try arguments.integer(0, of: "States.MathRandom")
        let end = try arguments.integer(1, of: "States.MathRandom")
        let (width, overflow) = end.subtractingReportingOverflow(start)
        guard width > 0, !overflow else { throw IntrinsicError("The start must be less than the end") }
        var randomness = evaluator.randomness
        if arguments.count == 3 {
            randomness = Randomness(seed: "\(try arguments.integer(2, of: "States.MathRandom"))")
        }
        let value = start + Int64(randomness.next() % UInt64(width))
        if arguments.count == 2 { evaluator.randomness = randomness }
        return .int(value)
    }
}
