/// What Jinja refuses when it compiles a template, before anything is evaluated.
struct TemplateChecker {
    private var blocks: Set<String> = []

    static func check(_ statements: [Statement]) throws(TemplateError) {
        var checker = TemplateChecker()
        try checker.check(statements, isSoft: false)
    }

    /// - Parameter isSoft: Whether a filter that does not exist is an error only when it is reached.
    private mutating func check(_ statements: [Statement], isSoft: Bool) throws(TemplateError) {
        for statement in statements { try check(statement, isSoft) }
    }

    private mutating func check(_ statement: Statement, _ isSoft: Bool) throws(TemplateError) {
        switch statement {
        case .data, .otherTemplate: break
        case .output(let value), .assign(_, let value): try check(value, isSoft)
        case .branch(let branches, let otherwise):
            for branch in branches {
                try check(branch.test, true)
                try check(branch.body, isSoft: true)
            }
            try check(otherwise, isSoft: true)
        case .loop(let loop): try check(loop, isSoft)
        case .assignBlock(_, let filter, let body):
            if let filter { try check(filter, false) }
            try check(body, isSoft: false)
        case .with(let values, let body):
            for (_, value) in values { try check(value, isSoft) }
            try check(body, isSoft: false)
        case .macro(let macro): try check(macro)
        case .callBlock(let macro, let call):
            try check(macro)
            try check(call, isSoft)
        case .filterBlock(let filter, let body):
            try check(filter, false)
            try check(body, isSoft: false)
        case .block(let name, _, let body):
            guard blocks.insert(name).inserted else {
                throw TemplateError(.templateAssertion, "block \(Representation.quoted(name)) defined twice")
            }
            try check(body, isSoft: false)
        case .autoescape(let option, let body):
            try check(option, isSoft)
            try check(body, isSoft: isSoft)
        }
    }

    private mutating func check(_ loop: Loop, _ isSoft: Bool) throws(TemplateError) {
        if Self.assignsLoop(loop.target) || Self.assignsLoop(loop.body) || Self.assignsLoop(loop.otherwise) {
            throw TemplateError(
                .templateAssertion, "Can't assign to special loop variable in for-loop target")
        }
        if let test = loop.test { try check(test, false) }
        try check(loop.values, isSoft)
        try check(loop.body, isSoft: false)
        try check(loop.otherwise, isSoft: false)
    }

    private mutating func check(_ macro: MacroDefinition) throws(TemplateError) {
        for value in macro.defaults { try check(value, false) }
        try check(macro.body, isSoft: false)
        if let place = macro.parameters.firstIndex(of: "caller"),
            place < macro.parameters.count - macro.defaults.count, NameSearch.uses("caller", in: macro.body)
        {
            throw TemplateError(
                .templateAssertion,
                "When defining macros or call blocks the special \"caller\" argument must be omitted or be given a"
                    + " default.", line: macro.line)
        }
    }

    private static func assignsLoop(_ target: Target) -> Bool {
        switch target {
        case .name(let name): name == "loop"
        case .tuple(let targets): targets.contains(where: assignsLoop)
        case .member: false
        }
    }

    private static func assignsLoop(_ statements: [Statement]) -> Bool {
        statements.contains { statement in
            switch statement {
            case .assign(let target, _): assignsLoop(target)
            case .assignBlock(let target, _, let body): assignsLoop(target) || assignsLoop(body)
            case .branch(let branches, let otherwise):
                branches.contains { assignsLoop($0.body) } || assignsLoop(otherwise)
            case .loop(let loop):
                assignsLoop(loop.target) || assignsLoop(loop.body) || assignsLoop(loop.otherwise)
            case .with(_, let body), .filterBlock(_, let body), .block(_, _, let body), .autoescape(_, let body):
                assignsLoop(body)
            default: false
            }
        }
    }

    // MARK: - Expressions

    /// Evaluating works by recursion; operators in a row are inside each other, too.
    private static let maximumDepth = 160

    private func check(_ expression: Expression, _ isSoft: Bool) throws(TemplateError) {
        guard !expression.isDeeper(than: Self.maximumDepth) else {
            throw TemplateError(.limit, "an expression is nested deeper than \(Self.maximumDepth) levels")
        }
        try checkNames(expression, isSoft)
    }

    private func checkNames(_ expression: Expression, _ isSoft: Bool) throws(TemplateError) {
        var isInnerSoft = isSoft
        switch expression {
        case .filter(let call):
            if !isSoft, !FilterTable.exists(call.name) { throw unknown("filter", call) }
        case .test(let call):
            if !isSoft, !Tests.exists(call.name) { throw unknown("test", call) }
        case .condition: isInnerSoft = true
        default: break
        }
        for child in expression.children { try checkNames(child, isInnerSoft) }
    }

    private func unknown(_ kind: String, _ call: FilterCall) -> TemplateError {
        TemplateError(.templateAssertion, "No \(kind) named \(Representation.quoted(call.name)).", line: call.line)
    }
}
