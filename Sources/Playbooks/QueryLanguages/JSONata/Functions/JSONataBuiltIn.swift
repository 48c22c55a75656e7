/// A function of the language.
final class JSONataBuiltIn: Sendable {
    typealias Body = @Sendable (JSONataMachine, JSONataArguments) throws(JSONataError) -> JSONataValue

    let name: String
    let signature: JSONataSignature
    /// As many arguments as higher-order functions give it.
    let arity: Int
    let body: Body

    /// - Parameter signature: what it takes, valid by the grammar of signatures.
    init(_ name: String, _ signature: String, _ arity: Int, _ body: @escaping Body) {
        guard let parsed = try? JSONataSignature(parsing: signature) else {
            preconditionFailure("the signature of $\(name) is not valid")
        }
        self.name = name
        self.signature = parsed
        self.arity = arity
        self.body = body
    }

    /// The function of a name; `nil` when there is none.
    static func named(_ name: String) -> JSONataBuiltIn? { all[name] }

    private static let all: [String: JSONataBuiltIn] = {
        let families = [
            strings, matching, encodings, numbers, formats, aggregations, booleans, arrays, objects, higherOrder,
            dates, additions,
        ]
        return Dictionary(families.joined().map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }()
}

/// What a function is called with.
struct JSONataArguments {
    let values: [JSONataValue]
    let context: JSONataValue

    subscript(index: Int) -> JSONataValue { index < values.count ? values[index] : .undefined }

    func string(_ index: Int) -> String? { self[index].string }
    func number(_ index: Int) -> Double? { self[index].double }

    func function(_ index: Int) -> JSONataFunction? {
        guard case .function(let function) = self[index] else { return nil }
        return function
    }

    /// A finite number, when there is one.
    func finite(_ index: Int) throws(JSONataError) -> Double? {
        guard let number = number(index) else { return nil }
        guard number.isFinite else { throw JSONataError("D1001", ["value": JSONataNumber.text(number)]) }
        return number
    }
}

extension Double {
    /// The number without its fraction, as an index; clamped to what fits.
    var index: Int {
        if isNaN { return 0 }
        return Int(Swift.max(-1e15, Swift.min(1e15, rounded(.towardZero))))
    }
}
