/// An expression of a template.
indirect enum Expression {
    case constant(Value)
    case name(String)
    case tuple([Expression])
    case list([Expression])
    case dict([(key: Expression, value: Expression)])
    case attribute(Expression, String)
    case item(Expression, Expression)
    case slice(start: Expression?, stop: Expression?, step: Expression?)
    case call(Expression, CallArguments)
    case filter(FilterCall)
    case test(FilterCall)
    case unary(String, Expression)
    case binary(String, Expression, Expression)
    case concatenation([Expression])
    case comparison(Expression, [(sign: String, value: Expression)])
    case not(Expression)
    case and(Expression, Expression)
    case or(Expression, Expression)
    case condition(test: Expression, then: Expression, otherwise: Expression?, line: Int)

    /// As Jinja names it where it cannot be assigned to.
    var kind: String {
        switch self {
        case .constant: "const"
        case .name: "name"
        case .tuple: "tuple"
        case .list: "list"
        case .dict: "dict"
        case .attribute: "getattr"
        case .item: "getitem"
        default: "expr"
        }
    }
}

extension Expression {
    /// The expressions right inside this one.
    var children: [Expression] {
        switch self {
        case .constant, .name: []
        case .tuple(let values), .list(let values), .concatenation(let values): values
        case .dict(let members): members.flatMap { [$0.key, $0.value] }
        case .attribute(let value, _), .unary(_, let value), .not(let value): [value]
        case .item(let one, let two), .binary(_, let one, let two), .and(let one, let two), .or(let one, let two):
            [one, two]
        case .slice(let start, let stop, let step): [start, stop, step].compactMap(\.self)
        case .call(let function, let arguments): [function] + arguments.children
        case .filter(let call), .test(let call): [call.value].compactMap(\.self) + call.arguments.children
        case .comparison(let first, let operands): [first] + operands.map(\.value)
        case .condition(let test, let then, let otherwise, _): [test, then, otherwise].compactMap(\.self)
        }
    }

    /// Whether it is nested deeper than a number of levels; found without recursion, which that would break.
    func isDeeper(than levels: Int) -> Bool {
        var open = [(expression: self, level: 1)]
        while let (expression, level) = open.popLast() {
            guard level <= levels else { return true }
            open += expression.children.map { ($0, level + 1) }
        }
        return false
    }
}

/// What stands in the parentheses of a call.
struct CallArguments {
    var positional: [Expression] = []
    var keywords: [(name: String, value: Expression)] = []
    var moreArguments: Expression?
    var moreKeywords: Expression?

    var children: [Expression] {
        positional + keywords.map(\.value) + [moreArguments, moreKeywords].compactMap(\.self)
    }
}

/// `value | name(…)`, or `value is name(…)`; without a value in filter blocks.
struct FilterCall {
    let value: Expression?
    let name: String
    let arguments: CallArguments
    let line: Int
}

/// What `set` and `for` assign to.
indirect enum Target {
    case name(String)
    case tuple([Target])
    case member(of: String, name: String)
}

/// The parameters of a macro or call block.
struct MacroDefinition {
    let name: String?
    var parameters: [String] = []
    /// For the last parameters.
    var defaults: [Expression] = []
    var body: [Statement] = []
    let line: Int
}

/// A statement of a template.
indirect enum Statement {
    case data(String)
    case output(Expression)
    case branch([(test: Expression, body: [Statement])], otherwise: [Statement])
    case loop(Loop)
    case assign(Target, Expression)
    case assignBlock(Target, filter: Expression?, [Statement])
    case with([(Target, Expression)], [Statement])
    case macro(MacroDefinition)
    case callBlock(MacroDefinition, Expression)
    case filterBlock(Expression, [Statement])
    case block(name: String, isScoped: Bool, [Statement])
    case autoescape(Expression, [Statement])
    /// `include`, `import`, `from` and `extends`: there are no other templates.
    case otherTemplate(String)
}

/// A `for` statement.
struct Loop {
    let target: Target
    let values: Expression
    let test: Expression?
    let isRecursive: Bool
    let body: [Statement]
    let otherwise: [Statement]
}
