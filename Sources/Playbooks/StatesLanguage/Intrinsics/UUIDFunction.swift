import JSON

/// `States.UUID()`: a random UUID (version 4).
enum UUIDFunction: IntrinsicFunction {
    static let name = "UUID"
    static let arity = 0...0

    static func apply(_ arguments: [JSON], _ evaluator: inout Evaluator) throws(IntrinsicError) -> JSON {
        .string(evaluator.randomness.uuid())
    }
}
