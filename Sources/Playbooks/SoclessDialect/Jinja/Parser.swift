/// Parses tokens to statements, as Jinja's parser does.
struct Parser {
    var tokens: [Token]
    var index = 0
    private var openTags: [String] = []
    private var endTags: [[String]] = []
    private var depth = 0
    /// Operators, filters and subscripts in a row, in the whole template.
    private var links = 0
    private static let maximumLinks = 10_000
    /// How deep expressions and statements may be inside each other: the parser works by recursion.
    static let maximumDepth = 48

    static func parse(
        _ text: String, _ dialect: TemplateDialect, limits: TemplateLimits
    ) throws(TemplateError) -> [Statement] {
        guard text.utf8.count <= limits.source else {
            throw TemplateError(.limit, "the template is longer than \(limits.source) bytes")
        }
        var parser = Parser(tokens: try Lexer.tokens(of: text, dialect))
        let statements = try parser.statements(until: nil)
        try TemplateChecker.check(statements)
        return statements
    }

    private init(tokens: [Token]) { self.tokens = tokens }

    // MARK: - The stream

    var current: Token { tokens[index] }
    var following: Token { tokens[min(index + 1, tokens.count - 1)] }

    @discardableResult
    mutating func advance() -> Token {
        let token = current
        if index < tokens.count - 1 { index += 1 }
        return token
    }

    mutating func skip(_ kind: Token.Kind) -> Bool {
        guard current.kind == kind else { return false }
        advance()
        return true
    }

    mutating func skip(name: String) -> Bool {
        guard current.isName(name) else { return false }
        advance()
        return true
    }

    @discardableResult
    mutating func expect(_ kind: Token.Kind) throws(TemplateError) -> Token {
        guard current.kind == kind else { throw unexpected(kind.text) }
        return advance()
    }

    mutating func expect(name: String) throws(TemplateError) {
        guard current.isName(name) else { throw unexpected(name) }
        advance()
    }

    private func unexpected(_ wanted: String) -> TemplateError {
        let quoted = Representation.quoted(wanted)
        if current.kind == .end { return fault("unexpected end of template, expected \(quoted).") }
        return fault("expected token \(quoted), got \(Representation.quoted(current.description))")
    }

    func fault(_ message: String, line: Int? = nil) -> TemplateError {
        TemplateError(.syntax, message, line: line ?? current.line)
    }

    /// Parses something one level deeper.
    mutating func deeper<Result>(
        _ body: (inout Parser) throws(TemplateError) -> Result
    ) throws(TemplateError) -> Result {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw TemplateError(
                .limit, "the template is nested deeper than \(Self.maximumDepth) levels", line: current.line)
        }
        return try body(&self)
    }

    /// Counts an operator, filter or subscript that goes around what stands before it.
    mutating func link() throws(TemplateError) {
        links += 1
        guard links <= Self.maximumLinks else {
            throw TemplateError(
                .limit, "the template has more than \(Self.maximumLinks) operators and filters", line: current.line)
        }
    }

    // MARK: - Statements

    /// Statements up to one of the given tags, which is left as the current token.
    mutating func statements(until ends: [String]?) throws(TemplateError) -> [Statement] {
        if let ends { endTags.append(ends) }
        defer { if ends != nil { endTags.removeLast() } }
        var result: [Statement] = []
        while current.kind != .end {
            switch current.kind {
            case .data: result.append(.data(advance().text))
            case .variableBegin:
                advance()
                result.append(.output(try tuple()))
                try expect(.variableEnd)
            default:
                try expect(.blockBegin)
                if let ends, current.kind == .name, ends.contains(current.text) { return result }
                result.append(contentsOf: try deeper { parser throws(TemplateError) in try parser.statement() })
                try expect(.blockEnd)
            }
        }
        return result
    }

    /// The body of a tag, up to one of the given tags; that one is left as the current token.
    mutating func body(until ends: [String]) throws(TemplateError) -> [Statement] {
        _ = skip(.colon)
        try expect(.blockEnd)
        let result = try statements(until: ends)
        if current.kind == .end { throw missingEnd(nil, endTags + [ends]) }
        return result
    }

    /// The body of a tag, with the tag that ends it.
    mutating func wholeBody(until end: String) throws(TemplateError) -> [Statement] {
        let result = try body(until: [end])
        advance()
        return result
    }

    private mutating func statement() throws(TemplateError) -> [Statement] {
        let token = current
        guard token.kind == .name else { throw fault("tag name expected") }
        openTags.append(token.text)
        advance()
        let result: [Statement]
        switch token.text {
        case "for": result = [.loop(try loop())]
        case "if": result = [try branch()]
        case "set": result = [try assignment()]
        case "with": result = [try with()]
        case "macro": result = [.macro(try macro(token.line))]
        case "call": result = [try callBlock(token.line)]
        case "filter": result = [try filterBlock()]
        case "block": result = [try block()]
        case "autoescape":
            let option = try expression()
            result = [.autoescape(option, try wholeBody(until: "endautoescape"))]
        case "print": result = try printed()
        case "include", "import", "from", "extends": result = [try otherTemplate(token.text)]
        default:
            openTags.removeLast()
            throw missingEnd(token.text, endTags, line: token.line)
        }
        openTags.removeLast()
        return result
    }

    /// What is said about a tag that is not known here, or about a template that ends too early.
    private func missingEnd(_ name: String?, _ stack: [[String]], line: Int? = nil) -> TemplateError {
        var message =
            name.map { "Encountered unknown tag \(Representation.quoted($0))." } ?? "Unexpected end of template."
        if let last = stack.last {
            let looking = last.map(Representation.quoted).joined(separator: " or ")
            if let name, stack.joined().contains(name) {
                message +=
                    " You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for"
                    + " \(looking)."
            } else {
                message += " Jinja was looking for the following tags: \(looking)."
            }
        }
        if let open = openTags.last {
            message += " The innermost block that needs to be closed is \(Representation.quoted(open))."
        }
        return fault(message, line: line)
    }

    private mutating func branch() throws(TemplateError) -> Statement {
        var branches: [(test: Expression, body: [Statement])] = []
        while true {
            let test = try tuple(allowingCondition: false)
            branches.append((test, try body(until: ["elif", "else", "endif"])))
            let token = advance()
            if token.isName("elif") { continue }
            let otherwise = token.isName("else") ? try wholeBody(until: "endif") : []
            return .branch(branches, otherwise: otherwise)
        }
    }

    private mutating func loop() throws(TemplateError) -> Loop {
        let target = try target(endingBefore: "in")
        try expect(name: "in")
        let values = try tuple(allowingCondition: false, endingBefore: "recursive")
        let test = skip(name: "if") ? try expression() : nil
        let isRecursive = skip(name: "recursive")
        let body = try body(until: ["endfor", "else"])
        let otherwise = advance().isName("endfor") ? [] : try wholeBody(until: "endfor")
        return Loop(
            target: target, values: values, test: test, isRecursive: isRecursive, body: body, otherwise: otherwise)
    }

    private mutating func assignment() throws(TemplateError) -> Statement {
        let target = try target(allowingMembers: true)
        if skip(.assign) { return .assign(target, try tuple()) }
        let filter = try filters(nil)
        return .assignBlock(target, filter: filter, try wholeBody(until: "endset"))
    }

    private mutating func with() throws(TemplateError) -> Statement {
        var values: [(Target, Expression)] = []
        while current.kind != .blockEnd {
            if !values.isEmpty { try expect(.comma) }
            let target = try target()
            try expect(.assign)
            values.append((target, try expression()))
        }
        return .with(values, try wholeBody(until: "endwith"))
    }

    private mutating func macro(_ line: Int) throws(TemplateError) -> MacroDefinition {
        var macro = MacroDefinition(name: try expect(.name).text, line: line)
        try signature(&macro)
        macro.body = try wholeBody(until: "endmacro")
        return macro
    }

    private mutating func signature(_ macro: inout MacroDefinition) throws(TemplateError) {
        try expect(.leftParenthesis)
        while current.kind != .rightParenthesis {
            if !macro.parameters.isEmpty { try expect(.comma) }
            let name = try expect(.name).text
            if skip(.assign) {
                macro.defaults.append(try expression())
            } else if !macro.defaults.isEmpty {
                throw fault("non-default argument follows default argument")
            }
            macro.parameters.append(name)
        }
        try expect(.rightParenthesis)
    }

    private mutating func callBlock(_ line: Int) throws(TemplateError) -> Statement {
        var caller = MacroDefinition(name: nil, line: line)
        if current.kind == .leftParenthesis { try signature(&caller) }
        let call = try expression()
        guard case .call = call else { throw fault("expected call", line: line) }
        caller.body = try wholeBody(until: "endcall")
        return .callBlock(caller, call)
    }

    private mutating func filterBlock() throws(TemplateError) -> Statement {
        let filter = try filters(nil, startsInline: true)
        let body = try wholeBody(until: "endfilter")
        guard let filter else { throw fault("expected a filter") }
        return .filterBlock(filter, body)
    }

    private mutating func block() throws(TemplateError) -> Statement {
        let name = try expect(.name).text
        let isScoped = skip(name: "scoped")
        let isRequired = skip(name: "required")
        if current.kind == .sub {
            throw fault(
                "Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an"
                    + " underscore instead.")
        }
        let body = try wholeBody(until: "endblock")
        if isRequired {
            for case let statement in body {
                guard case .data(let text) = statement, text.unicodeScalars.allSatisfy(PythonCharacter.isSpace) else {
                    throw fault("Required blocks can only contain comments or whitespace")
                }
            }
        }
        _ = skip(name: name)
        return .block(name: name, isScoped: isScoped, body)
    }

    private mutating func printed() throws(TemplateError) -> [Statement] {
        var result: [Statement] = []
        while current.kind != .blockEnd {
            if !result.isEmpty { try expect(.comma) }
            result.append(.output(try expression()))
        }
        return result
    }

    private mutating func otherTemplate(_ tag: String) throws(TemplateError) -> Statement {
        _ = try expression()
        while current.kind != .blockEnd, current.kind != .end { advance() }
        return .otherTemplate(tag)
    }

    // MARK: - Targets

    private mutating func target(
        allowingMembers: Bool = false, endingBefore end: String? = nil
    ) throws(TemplateError) -> Target {
        let line = current.line
        var targets: [Target] = []
        var isTuple = false
        while true {
            if !targets.isEmpty { try expect(.comma) }
            if isTupleEnd(end) || (isTuple && current.kind == .assign) { break }
            targets.append(try simpleTarget(allowingMembers, line))
            guard current.kind == .comma else { break }
            isTuple = true
        }
        if isTuple { return .tuple(targets) }
        guard let target = targets.first else {
            throw fault("Expected an expression, got \(Representation.quoted(current.description))")
        }
        return target
    }

    private mutating func simpleTarget(_ allowingMembers: Bool, _ line: Int) throws(TemplateError) -> Target {
        if current.kind == .leftParenthesis {
            advance()
            let inner = try target(allowingMembers: false)
            try expect(.rightParenthesis)
            return inner
        }
        if allowingMembers, current.kind == .name, following.kind == .dot, !Self.constants.contains(current.text) {
            let owner = advance().text
            advance()
            return .member(of: owner, name: try expect(.name).text)
        }
        let primary = try primary()
        guard case .name(let name) = primary else {
            throw fault("can't assign to \(Representation.quoted(primary.kind))", line: line)
        }
        return .name(name)
    }

    static let constants: Set = ["true", "false", "none", "True", "False", "None"]
}
