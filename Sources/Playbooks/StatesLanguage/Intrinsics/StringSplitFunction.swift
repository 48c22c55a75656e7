import JSON

/// `States.StringSplit(text, delimiters)`: the parts between any of the characters, without empty ones.
enum StringSplitFunction: IntrinsicFunction {
    static let name = "StringSplit"
    static let arity = 2...2

    static func apply(_ arguments: [JSON], _ evaluator: inout Evaluator) throws(IntrinsicError) -> JSON {
        let text = try arguments.string(0, of: "States.StringSplit").unicodeScalars
        let delimiters = Set(try arguments.string(1, of: "States.StringSplit").unicodeScalars)
        let parts = text.split(omittingEmptySubsequences: true) { delimiters.contains($0) }
        return .array(parts.map { .string(String(String.UnicodeScalarView($0))) })
    }
}
