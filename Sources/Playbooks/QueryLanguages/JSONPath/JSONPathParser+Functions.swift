import JSON

/// Functions inside filters (RFC 9535 section 2.4).
extension JSONPathParser {
    func function(
        _ name: String, _ arguments: [(term: Term, start: Int)], _ start: Int
    ) throws(JSONPathError) -> JSONPathFunction {
        func operand(_ index: Int) throws(JSONPathError) -> JSONPathOperand {
            try self.operand(arguments[index].term, arguments[index].start)
        }
        func query(_ index: Int) throws(JSONPathError) -> JSONPathQuery {
            guard case .query(let query) = arguments[index].term else {
                throw JSONPathError(offset: arguments[index].start, reason: "\(name)() takes a path")
            }
            return query
        }
        switch (name, arguments.count) {
        case ("length", 1): return .length(try operand(0))
        case ("count", 1): return .count(try query(0))
        case ("value", 1): return .value(try query(0))
        case ("match", 2): return .matches(try operand(0), JSONPathPattern(try operand(1)))
        case ("search", 2): return .contains(try operand(0), JSONPathPattern(try operand(1)))
        case ("match", _), ("search", _):
            throw JSONPathError(offset: start, reason: "\(name)() takes two arguments")
        case ("length", _), ("count", _), ("value", _):
            throw JSONPathError(offset: start, reason: "\(name)() takes one argument")
        default: throw JSONPathError(offset: start, reason: "there is no function \(name)()")
        }
    }
}
