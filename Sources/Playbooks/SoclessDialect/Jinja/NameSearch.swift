/// Whether statements read a variable: macros take `caller`, `varargs` and `kwargs` only when they do.
enum NameSearch {
    static func uses(_ name: String, in statements: [Statement]) -> Bool {
        statements.contains { uses(name, in: $0) }
    }

    private static func uses(_ name: String, in statement: Statement) -> Bool {
        switch statement {
        case .data, .otherTemplate: false
        case .output(let value), .assign(_, let value): uses(name, value)
        case .branch(let branches, let otherwise):
            branches.contains { uses(name, $0.test) || uses(name, in: $0.body) } || uses(name, in: otherwise)
        case .loop(let loop):
            uses(name, loop.values) || loop.test.map { uses(name, $0) } ?? false || uses(name, in: loop.body)
                || uses(name, in: loop.otherwise)
        case .assignBlock(_, let filter, let body): filter.map { uses(name, $0) } ?? false || uses(name, in: body)
        case .with(let values, let body): values.contains { uses(name, $0.1) } || uses(name, in: body)
        case .macro(let macro): macro.defaults.contains { uses(name, $0) } || uses(name, in: macro.body)
        case .callBlock(let macro, let call): uses(name, call) || uses(name, in: macro.body)
        case .filterBlock(let filter, let body): uses(name, filter) || uses(name, in: body)
        case .block(_, _, let body): uses(name, in: body)
        case .autoescape(let option, let body): uses(name, option) || uses(name, in: body)
        }
    }

    private static func uses(_ name: String, _ expression: Expression) -> Bool {
        if case .name(let other) = expression { return name == other }
        return expression.children.contains { uses(name, $0) }
    }
}
