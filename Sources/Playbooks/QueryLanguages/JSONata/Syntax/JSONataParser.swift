/// Reads an expression by operator precedence (Pratt), as the reference implementation does.
struct JSONataParser {
    /// Parts of an expression inside each other.
    static let maximumHeight = 400

    private var tokenizer: JSONataTokenizer
    private var token: JSONataToken
    private var depth = 0
    /// What the service's version of the language has not, each once.
    private(set) var unknownToService: [String] = []

    init(_ text: String) throws(JSONataError) {
        tokenizer = JSONataTokenizer(text)
        token = try tokenizer.next(isInfix: false)
    }

    mutating func expression() throws(JSONataError) -> JSONataSyntax {
        let result = try expression(0)
        guard token.kind == .end else { throw JSONataError("S0201", at: token.position, token: token.text) }
        return result
    }

    private mutating func note(_ name: String) {
        if !unknownToService.contains(name) { unknownToService.append(name) }
    }

    // MARK: - Tokens

    private func isNext(_ symbol: String) -> Bool { token.kind == .operator && token.text == symbol }

    private mutating func advance(isInfix: Bool = false) throws(JSONataError) {
        token = try tokenizer.next(isInfix: isInfix)
    }

    /// Skips a symbol that must stand here.
    private mutating func expect(_ symbol: String, isInfix: Bool = false) throws(JSONataError) {
        guard isNext(symbol) else {
            let code = token.kind == .end ? "S0203" : "S0202"
            throw JSONataError(code, at: token.position, token: token.text, ["value": JSONataText.quoted(symbol)])
        }
        try advance(isInfix: isInfix)
    }

    private mutating func skip(_ symbol: String) throws(JSONataError) -> Bool {
        guard isNext(symbol) else { return false }
        try advance()
        return true
    }

    /// How strongly an infix operator binds what stands left of it; 0 for what is none.
    private func bindingPower() throws(JSONataError) -> Int {
        guard token.kind == .operator else { return 0 }
        switch token.text {
        case "[", "(", "@", "#": return 80
        case ".": return 75
        case "{": return 70
        case "*", "/", "%": return 60
        case "+", "-", "&": return 50
        case "=", "<", ">", "^", "!=", "<=", ">=", "~>", "?:", "??", "in": return 40
        case "and": return 30
        case "or": return 25
        case "?": return 20
        case ":=": return 10
        case "!", "~": throw JSONataError("S0204", at: token.position, token: token.text)
        default: return 0
        }
    }

    private mutating func expression(_ power: Int) throws(JSONataError) -> JSONataSyntax {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumHeight else { throw JSONataError(limit: .depth) }
        var current = token
        if current.kind == .variable, current.text == "eval" { note("$eval") }
        try advance(isInfix: true)
        var left = try prefix(current)
        while power < (try bindingPower()) {
            current = token
            if current.text == "??" || current.text == "?:" { note(current.text) }
            try advance()
            left = try infix(current, left)
            guard left.height <= Self.maximumHeight else { throw JSONataError(limit: .depth) }
        }
        return left
    }
}

// MARK: - What begins an expression

extension JSONataParser {
    private mutating func prefix(_ token: JSONataToken) throws(JSONataError) -> JSONataSyntax {
        let offset = token.position
        switch token.kind {
        case .name: return JSONataSyntax(.name, token.text, offset)
        case .variable: return JSONataSyntax(.variable, token.text, offset)
        case .string: return JSONataSyntax(.string, token.text, offset)
        case .value: return JSONataSyntax(.value, token.text, offset)
        case .end: return JSONataSyntax(.end, token.text, offset)
        case .number:
            let result = JSONataSyntax(.number, token.text, offset)
            result.number = token.number
            return result
        case .regex:
            let result = JSONataSyntax(.regex, token.text, offset)
            result.regex = token.regex
            return result
        case .operator: return try prefix(operator: token.text, offset)
        }
    }

    private mutating func prefix(operator symbol: String, _ offset: Int) throws(JSONataError) -> JSONataSyntax {
        switch symbol {
        case "*": return JSONataSyntax(.wildcard, symbol, offset)
        case "**": return JSONataSyntax(.descendant, symbol, offset)
        case "%": return JSONataSyntax(.parent, symbol, offset)
        case "and", "or", "in": return JSONataSyntax(.name, symbol, offset)
        case "-": return JSONataSyntax(.negation, symbol, offset, [try expression(70)])
        case "(": return try block(offset)
        case "[": return try array(offset)
        case "{": return try pairs(.object, [], offset)
        case "|": return try transform(offset)
        case "!", "~": throw JSONataError("S0204", at: offset, token: symbol)
        default: throw JSONataError("S0211", at: offset, token: symbol)
        }
    }

    private mutating func block(_ offset: Int) throws(JSONataError) -> JSONataSyntax {
        var statements: [JSONataSyntax] = []
        while !isNext(")") {
            statements.append(try expression(0))
            guard try skip(";") else { break }
        }
        try expect(")", isInfix: true)
        return JSONataSyntax(.block, "(", offset, statements)
    }

    private mutating func array(_ offset: Int) throws(JSONataError) -> JSONataSyntax {
        var elements: [JSONataSyntax] = []
        if !isNext("]") {
            repeat {
                let element = try expression(0)
                guard isNext("..") else {
                    elements.append(element)
                    continue
                }
                let rangeOffset = token.position
                try advance()
                elements.append(JSONataSyntax(.binary, "..", rangeOffset, [element, try expression(0)]))
            } while try skip(",")
        }
        try expect("]", isInfix: true)
        return JSONataSyntax(.array, "[", offset, elements)
    }

    /// The members of an object, or of a group of what stands left.
    private mutating func pairs(
        _ kind: JSONataSyntax.Kind, _ left: [JSONataSyntax], _ offset: Int
    ) throws(JSONataError) -> JSONataSyntax {
        let result = JSONataSyntax(kind, "{", offset, left)
        if !isNext("}") {
            repeat {
                let key = try expression(0)
                try expect(":")
                let value = try expression(0)
                result.pairs.append((key, value))
                result.height = max(result.height, key.height + 1, value.height + 1)
            } while try skip(",")
        }
        try expect("}", isInfix: true)
        return result
    }

    private mutating func transform(_ offset: Int) throws(JSONataError) -> JSONataSyntax {
        var parts = [try expression(0)]
        try expect("|")
        parts.append(try expression(0))
        if try skip(",") { parts.append(try expression(0)) }
        try expect("|", isInfix: true)
        return JSONataSyntax(.transform, "|", offset, parts)
    }
}

// MARK: - What goes on with one

extension JSONataParser {
    private mutating func infix(_ token: JSONataToken, _ left: JSONataSyntax) throws(JSONataError) -> JSONataSyntax {
        let offset = token.position
        switch token.text {
        case "(": return try call(left, offset)
        case "[": return try predicate(left, offset)
        case "{": return try pairs(.group, [left], offset)
        case "^": return try order(left, offset)
        case "@": return try binding(.focus, left, token)
        case "#": return try binding(.position, left, token)
        case "?": return try condition(left, offset)
        case "?:": return JSONataSyntax(.otherwise, token.text, offset, [left, try expression(0)])
        case "??": return JSONataSyntax(.coalesce, token.text, offset, [left, try expression(0)])
        case ":=":
            guard left.kind == .variable else { throw JSONataError("S0212", at: left.offset, token: left.text) }
            return JSONataSyntax(.bind, token.text, offset, [left, try expression(9)])
        default:
            return JSONataSyntax(.binary, token.text, offset, [left, try expression(Self.power(of: token.text))])
        }
    }

    private static func power(of symbol: String) -> Int {
        switch symbol {
        case ".": 75
        case "*", "/", "%": 60
        case "+", "-", "&": 50
        case "and": 30
        case "or": 25
        default: 40
        }
    }

    private mutating func binding(
        _ kind: JSONataSyntax.Kind, _ left: JSONataSyntax, _ token: JSONataToken
    ) throws(JSONataError) -> JSONataSyntax {
        let name = try expression(80)
        guard name.kind == .variable else { throw JSONataError("S0214", at: name.offset, token: token.text) }
        let result = JSONataSyntax(kind, token.text, token.position, [left])
        result.procedure = name
        return result
    }

    private mutating func condition(_ left: JSONataSyntax, _ offset: Int) throws(JSONataError) -> JSONataSyntax {
        var parts = [left, try expression(0)]
        if try skip(":") { parts.append(try expression(0)) }
        return JSONataSyntax(.condition, "?", offset, parts)
    }

    private mutating func predicate(_ left: JSONataSyntax, _ offset: Int) throws(JSONataError) -> JSONataSyntax {
        if isNext("]") {
            // An empty predicate keeps a result of one element an array.
            var step = left
            while step.kind == .binary, step.text == "[" { step = step.parts[0] }
            step.keepsArray = true
            try expect("]", isInfix: true)
            return left
        }
        let inner = try expression(0)
        try expect("]", isInfix: true)
        return JSONataSyntax(.binary, "[", offset, [left, inner])
    }

    private mutating func order(_ left: JSONataSyntax, _ offset: Int) throws(JSONataError) -> JSONataSyntax {
        let result = JSONataSyntax(.order, "^", offset, [left])
        try expect("(")
        repeat {
            let isDescending = try skip(">")
            if !isDescending { _ = try skip("<") }
            let term = try expression(0)
            result.terms.append((term, isDescending))
            result.height = max(result.height, term.height + 1)
        } while try skip(",")
        try expect(")", isInfix: true)
        return result
    }

    private mutating func call(_ left: JSONataSyntax, _ offset: Int) throws(JSONataError) -> JSONataSyntax {
        var kind = JSONataSyntax.Kind.function
        var arguments: [JSONataSyntax] = []
        if !isNext(")") {
            repeat {
                if isNext("?") {
                    kind = .partial
                    arguments.append(JSONataSyntax(.placeholder, "?", token.position))
                    try advance()
                } else {
                    arguments.append(try expression(0))
                }
            } while try skip(",")
        }
        try expect(")", isInfix: true)
        if left.kind == .name, left.text == "function" || left.text == "λ" { return try lambda(arguments, offset) }
        let result = JSONataSyntax(kind, "(", offset, arguments)
        result.procedure = left
        result.height = max(result.height, left.height + 1)
        return result
    }

    private mutating func lambda(_ parameters: [JSONataSyntax], _ offset: Int) throws(JSONataError) -> JSONataSyntax {
        for parameter in parameters where parameter.kind != .variable {
            throw JSONataError("S0208", at: parameter.offset, ["value": JSONataText.quoted(parameter.text)])
        }
        let signature = isNext("<") ? try signature() : nil
        try expect("{")
        let body = try expression(0)
        try expect("}", isInfix: true)
        let result = JSONataSyntax(.lambda, "function", offset, parameters + [body])
        result.signature = signature
        return result
    }

    private mutating func signature() throws(JSONataError) -> JSONataSignature {
        let start = token.position
        var text = "<"
        var depth = 1
        while depth > 0, token.kind != .end, !isNext("{") {
            try advance()
            if isNext(">") { depth -= 1 }
            if isNext("<") { depth += 1 }
            text += token.text
        }
        try expect(">")
        return try JSONataSignature(parsing: text, at: start)
    }
}
