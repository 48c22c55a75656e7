import JSON

/// `States.ArrayUnique(array)`: the elements without those that came before.
enum ArrayUniqueFunction: IntrinsicFunction {
    static let name = "ArrayUnique"
    static let arity = 1...1

    static func apply(_ arguments: [JSON], _ evaluator: inout Evaluator) throws(IntrinsicError) -> JSON {
        var seen: Set<JSON> = []
        return .array(try arguments.array(0, of: "States.ArrayUnique").filter { seen.insert($0).inserted })
    }
}
