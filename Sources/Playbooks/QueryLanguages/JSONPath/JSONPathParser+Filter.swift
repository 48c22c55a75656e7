import JSON

/// Filters (RFC 9535 section 2.3.5).
extension JSONPathParser {
    mutating func disjunction() throws(JSONPathError) -> JSONPathFilter {
        var operands = [try conjunction()]
        while skipOperator("||") { operands.append(try conjunction()) }
        return operands.count == 1 ? operands[0] : .or(operands)
    }

    private mutating func conjunction() throws(JSONPathError) -> JSONPathFilter {
        var operands = [try basic()]
        while skipOperator("&&") { operands.append(try basic()) }
        return operands.count == 1 ? operands[0] : .and(operands)
    }

    /// Skips the operator with the white space around it; when another thing follows, nothing.
    private mutating func skipOperator(_ text: String) -> Bool {
        let before = scannerOffset
        skipSpace()
        guard skip(text) else {
            scannerOffset = before
            return false
        }
        skipSpace()
        return true
    }

    private mutating func basic() throws(JSONPathError) -> JSONPathFilter {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw fault("the filter nests too deeply") }
        if peek == "!" {
            _ = skip("!")
            skipSpace()
            return .not(try basicAfterNot())
        }
        if peek == "(" { return try parentheses() }
        return try comparisonOrTest()
    }

    private mutating func basicAfterNot() throws(JSONPathError) -> JSONPathFilter {
        if peek == "(" { return try parentheses() }
        let start = scannerOffset
        let test = try comparisonOrTest()
        if case .comparison = test {
            throw JSONPathError(offset: start, reason: "a comparison after \"!\" needs parentheses")
        }
        return test
    }

    private mutating func parentheses() throws(JSONPathError) -> JSONPathFilter {
        _ = skip("(")
        skipSpace()
        let inner = try disjunction()
        skipSpace()
        guard skip(")") else { throw fault("expected \")\"") }
        return inner
    }

    private mutating func comparisonOrTest() throws(JSONPathError) -> JSONPathFilter {
        let start = scannerOffset
        let left = try term()
        let end = scannerOffset
        skipSpace()
        guard let operation = JSONPathComparison.allCases.first(where: { skip($0.rawValue) }) else {
            scannerOffset = end
            return try test(left, start)
        }
        skipSpace()
        let rightStart = scannerOffset
        return .comparison(try operand(left, start), operation, try operand(try term(), rightStart))
    }

    private func test(_ term: Term, _ start: Int) throws(JSONPathError) -> JSONPathFilter {
        switch term {
        case .query(let query): return .exists(query)
        case .function(let function) where function.isLogical: return .test(function)
        case .function:
            throw JSONPathError(offset: start, reason: "the result of this function must be compared")
        case .literal: throw JSONPathError(offset: start, reason: "a literal must be compared")
        }
    }

    func operand(_ term: Term, _ start: Int) throws(JSONPathError) -> JSONPathOperand {
        switch term {
        case .literal(let value): return .literal(value)
        case .query(let query) where query.isSingular: return .query(query)
        case .query: throw JSONPathError(offset: start, reason: "this path may select several values")
        case .function(let function) where !function.isLogical: return .function(function)
        case .function: throw JSONPathError(offset: start, reason: "the result of this function is not compared")
        }
    }
}

// MARK: - Terms

extension JSONPathParser {
    /// What stands on a side of a comparison, by itself, or as an argument.
    enum Term {
        case literal(JSON)
        case query(JSONPathQuery)
        case function(JSONPathFunction)
    }

    mutating func term() throws(JSONPathError) -> Term {
        switch peek {
        case "@":
            _ = skip("@")
            return .query(JSONPathQuery(isAbsolute: false, segments: try segments(inFilter: true)))
        case "$":
            _ = skip("$")
            return .query(JSONPathQuery(isAbsolute: true, segments: try segments(inFilter: true)))
        case "'", "\"": return .literal(.string(try string()))
        case let first? where first == "-" || QueryScanner.isDigit(first): return .literal(try number())
        default: return try word()
        }
    }

    private mutating func number() throws(JSONPathError) -> JSON {
        let start = scannerOffset
        let text = take { QueryScanner.isDigit($0) || $0 == "." || $0 == "-" || $0 == "+" || $0 == "e" || $0 == "E" }
        guard let number = JSONNumber(text: text) else {
            throw JSONPathError(offset: start, reason: "this is not a number")
        }
        return .number(number)
    }

    private mutating func word() throws(JSONPathError) -> Term {
        let start = scannerOffset
        let name = take { QueryScanner.isName($0) && $0.isASCII }
        switch name {
        case "true": return .literal(.bool(true))
        case "false": return .literal(.bool(false))
        case "null": return .literal(.null)
        case "": throw fault("expected a path, a literal or a function")
        default: break
        }
        guard skip("(") else { throw JSONPathError(offset: start, reason: "expected a path, a literal or a function") }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw fault("the filter nests too deeply") }
        return .function(try function(name, start))
    }

    private mutating func function(_ name: String, _ start: Int) throws(JSONPathError) -> JSONPathFunction {
        var arguments: [(term: Term, start: Int)] = []
        skipSpace()
        while peek != ")" {
            if !arguments.isEmpty {
                guard skip(",") else { throw fault("expected \",\" or \")\"") }
                skipSpace()
            }
            guard arguments.count < 2 else { throw fault("there are too many arguments") }
            let place = scannerOffset
            arguments.append((try term(), place))
            skipSpace()
        }
        _ = skip(")")
        return try function(name, arguments, start)
    }
}
