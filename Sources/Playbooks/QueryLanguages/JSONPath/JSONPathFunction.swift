import JSON

/// A call of a function extension (RFC 9535 section 2.4).
indirect enum JSONPathFunction: Sendable, Hashable {
    case length(JSONPathOperand)
    case count(JSONPathQuery)
    case value(JSONPathQuery)
    case matches(JSONPathOperand, JSONPathPattern)
    case contains(JSONPathOperand, JSONPathPattern)

    /// Whether the result is logical, so that it stands by itself; others are compared.
    var isLogical: Bool {
        switch self {
        case .length, .count, .value: false
        case .matches, .contains: true
        }
    }

    init(
        _ name: String, _ arguments: [(term: JSONPathParser.Term, start: Int)], _ start: Int, _ parser: JSONPathParser
    ) throws(JSONPathError) {
        func operand(_ index: Int) throws(JSONPathError) -> JSONPathOperand {
            try parser.operand(arguments[index].term, arguments[index].start)
        }
        func query(_ index: Int) throws(JSONPathError) -> JSONPathQuery {
            guard case .query(let query) = arguments[index].term else {
                throw JSONPathError(offset: arguments[index].start, reason: "\(name)() takes a path")
            }
            return query
        }
        switch (name, arguments.count) {
        case ("length", 1): self = .length(try operand(0))
        case ("count", 1): self = .count(try query(0))
        case ("value", 1): self = .value(try query(0))
        case ("match", 2): self = .matches(try operand(0), JSONPathPattern(try operand(1)))
        case ("search", 2): self = .contains(try operand(0), JSONPathPattern(try operand(1)))
        case ("match", _), ("search", _):
            throw JSONPathError(offset: start, reason: "\(name)() takes two arguments")
        case ("length", _), ("count", _), ("value", _):
            throw JSONPathError(offset: start, reason: "\(name)() takes one argument")
        default: throw JSONPathError(offset: start, reason: "there is no function \(name)()")
        }
    }
}

/// The regular expression that a function is given.
enum JSONPathPattern: Sendable, Hashable {
    /// One that is known beforehand; `nil` when it is not valid, so that nothing matches.
    case fixed(RegularExpression?)
    case computed(JSONPathOperand)

    init(_ operand: JSONPathOperand) {
        switch operand {
        case .literal(.string(let text)): self = .fixed(try? RegularExpression(parsing: text))
        case .literal: self = .fixed(nil)
        default: self = .computed(operand)
        }
    }
}
