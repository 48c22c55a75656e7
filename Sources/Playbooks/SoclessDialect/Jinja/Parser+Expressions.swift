/// Expressions, from the weakest operator to the strongest.
extension Parser {
    mutating func expression(allowingCondition: Bool = true) throws(TemplateError) -> Expression {
        try deeper { parser throws(TemplateError) in
            try allowingCondition ? parser.condition() : parser.disjunction()
        }
    }

    private mutating func condition() throws(TemplateError) -> Expression {
        var line = current.line
        var result = try disjunction()
        while skip(name: "if") {
            try link()
            let test = try disjunction()
            let otherwise: Expression? =
                skip(name: "else") ? try deeper { parser throws(TemplateError) in try parser.condition() } : nil
            result = .condition(test: test, then: result, otherwise: otherwise, line: line)
            line = current.line
        }
        return result
    }

    private mutating func disjunction() throws(TemplateError) -> Expression {
        var left = try conjunction()
        while skip(name: "or") {
            try link()
            left = .or(left, try conjunction())
        }
        return left
    }

    private mutating func conjunction() throws(TemplateError) -> Expression {
        var left = try negation()
        while skip(name: "and") {
            try link()
            left = .and(left, try negation())
        }
        return left
    }

    private mutating func negation() throws(TemplateError) -> Expression {
        guard current.isName("not") else { return try comparison() }
        advance()
        return .not(try deeper { parser throws(TemplateError) in try parser.negation() })
    }

    private static let comparisons: [Token.Kind: String] = [
        .equal: "==", .notEqual: "!=", .less: "<", .lessOrEqual: "<=", .greater: ">", .greaterOrEqual: ">=",
    ]

    private mutating func comparison() throws(TemplateError) -> Expression {
        let left = try sum()
        var operands: [(sign: String, value: Expression)] = []
        while true {
            if let sign = Self.comparisons[current.kind] {
                advance()
                operands.append((sign, try sum()))
            } else if skip(name: "in") {
                operands.append(("in", try sum()))
            } else if current.isName("not"), following.isName("in") {
                advance()
                advance()
                operands.append(("not in", try sum()))
            } else {
                return operands.isEmpty ? left : .comparison(left, operands)
            }
        }
    }

    private mutating func sum() throws(TemplateError) -> Expression {
        var left = try concatenation()
        while current.kind == .add || current.kind == .sub {
            try link()
            let sign = advance().kind.text
            left = .binary(sign, left, try concatenation())
        }
        return left
    }

    private mutating func concatenation() throws(TemplateError) -> Expression {
        var parts = [try product()]
        while skip(.tilde) { parts.append(try product()) }
        return parts.count == 1 ? parts[0] : .concatenation(parts)
    }

    private mutating func product() throws(TemplateError) -> Expression {
        var left = try power()
        while [.mul, .div, .floordiv, .mod].contains(current.kind) {
            try link()
            let sign = advance().kind.text
            left = .binary(sign, left, try power())
        }
        return left
    }

    private mutating func power() throws(TemplateError) -> Expression {
        var left = try unary()
        while skip(.pow) {
            try link()
            left = .binary("**", left, try unary())
        }
        return left
    }

    private mutating func unary(allowingFilters: Bool = true) throws(TemplateError) -> Expression {
        var node: Expression
        switch current.kind {
        case .sub, .add:
            let sign = advance().kind.text
            node = .unary(sign, try deeper { parser throws(TemplateError) in try parser.unary(allowingFilters: false) })
        default: node = try primary()
        }
        node = try postfix(node)
        return allowingFilters ? try filtersAndTests(node) : node
    }

    mutating func primary() throws(TemplateError) -> Expression {
        let token = current
        switch token.kind {
        case .name:
            advance()
            switch token.text {
            case "true", "True": return .constant(.bool(true))
            case "false", "False": return .constant(.bool(false))
            case "none", "None": return .constant(.null)
            default: return .name(token.text)
            }
        case .string:
            var text = ""
            while current.kind == .string { text += advance().text }
            return .constant(.text(text))
        case .integer, .float:
            advance()
            return .constant(token.value ?? .null)
        case .leftParenthesis:
            advance()
            let inner = try tuple(inParentheses: true)
            try expect(.rightParenthesis)
            return inner
        case .leftBracket: return .list(try elements())
        case .leftBrace: return .dict(try members())
        default: throw fault("unexpected \(Representation.quoted(token.description))")
        }
    }

    func isTupleEnd(_ end: String?) -> Bool {
        switch current.kind {
        case .variableEnd, .blockEnd, .rightParenthesis: true
        default: end.map(current.isName) ?? false
        }
    }

    mutating func tuple(
        allowingCondition: Bool = true, endingBefore end: String? = nil, inParentheses: Bool = false
    ) throws(TemplateError) -> Expression {
        var values: [Expression] = []
        var isTuple = false
        while true {
            if !values.isEmpty { try expect(.comma) }
            if isTupleEnd(end) { break }
            values.append(try expression(allowingCondition: allowingCondition))
            guard current.kind == .comma else { break }
            isTuple = true
        }
        if !isTuple {
            if let value = values.first { return value }
            guard inParentheses else {
                throw fault("Expected an expression, got \(Representation.quoted(current.description))")
            }
        }
        return .tuple(values)
    }

    private mutating func elements() throws(TemplateError) -> [Expression] {
        try expect(.leftBracket)
        var result: [Expression] = []
        while current.kind != .rightBracket {
            if !result.isEmpty { try expect(.comma) }
            if current.kind == .rightBracket { break }
            result.append(try expression())
        }
        try expect(.rightBracket)
        return result
    }

    private mutating func members() throws(TemplateError) -> [(key: Expression, value: Expression)] {
        try expect(.leftBrace)
        var result: [(key: Expression, value: Expression)] = []
        while current.kind != .rightBrace {
            if !result.isEmpty { try expect(.comma) }
            if current.kind == .rightBrace { break }
            let key = try expression()
            try expect(.colon)
            result.append((key, try expression()))
        }
        try expect(.rightBrace)
        return result
    }

    // MARK: - What follows a value

    private mutating func postfix(_ start: Expression) throws(TemplateError) -> Expression {
        var node = start
        while true {
            try link()
            switch current.kind {
            case .dot, .leftBracket: node = try subscripted(node)
            case .leftParenthesis: node = .call(node, try arguments())
            default: return node
            }
        }
    }

    private mutating func filtersAndTests(_ start: Expression) throws(TemplateError) -> Expression {
        var node = start
        while true {
            try link()
            if current.kind == .pipe, let filtered = try filters(node) {
                node = filtered
            } else if current.isName("is") {
                node = try test(node)
            } else if current.kind == .leftParenthesis {
                node = .call(node, try arguments())
            } else {
                return node
            }
        }
    }

    private mutating func subscripted(_ node: Expression) throws(TemplateError) -> Expression {
        if advance().kind == .dot {
            let token = advance()
            if token.kind == .name { return .attribute(node, token.text) }
            guard token.kind == .integer, let value = token.value else {
                throw fault("expected name or number", line: token.line)
            }
            return .item(node, .constant(value))
        }
        var values: [Expression] = []
        while current.kind != .rightBracket {
            if !values.isEmpty { try expect(.comma) }
            values.append(try subscriptIndex())
        }
        try expect(.rightBracket)
        return .item(node, values.count == 1 ? values[0] : .tuple(values))
    }

    /// An index, or a slice.
    private mutating func subscriptIndex() throws(TemplateError) -> Expression {
        func ends(_ kind: Token.Kind) -> Bool { kind == .rightBracket || kind == .comma }
        var start: Expression?
        if current.kind != .colon {
            let first = try expression()
            guard current.kind == .colon else { return first }
            start = first
        }
        advance()
        var stop: Expression?
        if current.kind != .colon, !ends(current.kind) { stop = try expression() }
        var step: Expression?
        if skip(.colon), !ends(current.kind) { step = try expression() }
        return .slice(start: start, stop: stop, step: step)
    }

    mutating func arguments() throws(TemplateError) -> CallArguments {
        let line = try expect(.leftParenthesis).line
        var result = CallArguments()
        var isFirst = true
        func ensure(_ holds: Bool) throws(TemplateError) {
            if !holds { throw fault("invalid syntax for function call expression", line: line) }
        }
        while current.kind != .rightParenthesis {
            if !isFirst {
                try expect(.comma)
                if current.kind == .rightParenthesis { break }
            }
            isFirst = false
            if skip(.mul) {
                try ensure(result.moreArguments == nil && result.moreKeywords == nil)
                result.moreArguments = try expression()
            } else if skip(.pow) {
                try ensure(result.moreKeywords == nil)
                result.moreKeywords = try expression()
            } else if current.kind == .name, following.kind == .assign {
                try ensure(result.moreKeywords == nil)
                let name = advance().text
                advance()
                result.keywords.append((name, try expression()))
            } else {
                try ensure(
                    result.moreArguments == nil && result.moreKeywords == nil && result.keywords.isEmpty)
                result.positional.append(try expression())
            }
        }
        try expect(.rightParenthesis)
        return result
    }

    mutating func filters(_ start: Expression?, startsInline: Bool = false) throws(TemplateError) -> Expression? {
        var node = start
        var isInline = startsInline
        while current.kind == .pipe || isInline {
            try link()
            if !isInline { advance() }
            isInline = false
            let (name, line) = try dottedName()
            let arguments = current.kind == .leftParenthesis ? try arguments() : CallArguments()
            node = .filter(FilterCall(value: node, name: name, arguments: arguments, line: line))
        }
        return node
    }

    private mutating func dottedName() throws(TemplateError) -> (String, Int) {
        let token = try expect(.name)
        var name = token.text
        while skip(.dot) { name += "." + (try expect(.name).text) }
        return (name, token.line)
    }

    private mutating func test(_ node: Expression) throws(TemplateError) -> Expression {
        advance()
        let isNegated = skip(name: "not")
        let (name, line) = try dottedName()
        var arguments = CallArguments()
        switch current.kind {
        case .leftParenthesis: arguments = try self.arguments()
        case .name, .string, .integer, .float, .leftBracket, .leftBrace:
            if current.isName("else") || current.isName("or") || current.isName("and") { break }
            if current.isName("is") { throw fault("You cannot chain multiple tests with is") }
            let argument = try primary()
            arguments.positional = [try postfix(argument)]
        default: break
        }
        let test = Expression.test(FilterCall(value: node, name: name, arguments: arguments, line: line))
        return isNegated ? .not(test) : test
    }
}
