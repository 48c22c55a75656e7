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
        switch expression {
        case .constant: false
        case .name(let other): name == other
        case .tuple(let values), .list(let values), .concatenation(let values): values.contains { uses(name, $0) }
        case .dict(let members): members.contains { uses(name, $0.key) || uses(name, $0.value) }
        case .attribute(let value, _), .unary(_, let value), .not(let value): uses(name, value)
        case .item(let one, let two), .binary(_, let one, let two), .and(let one, let two), .or(let one, let two):
            uses(name, one) || uses(name, two)
        case .slice(let start, let stop, let step):
            [start, stop, step].compactMap(\.self).contains { uses(name, $0) }
        case .call(let function, let arguments): uses(name, function) || uses(name, arguments)
        case .filter(let call), .test(let call):
            call.value.map { uses(name, $0) } ?? false || uses(name, call.arguments)
        case .comparison(let first, let operands): uses(name, first) || operands.contains { uses(name, $0.value) }
        case .condition(let test, let then, let otherwise, _):
            [test, then, otherwise].compactMap(\.self).contains { uses(name, $0) }
        }
    }

    private static func uses(_ name: String, _ arguments: CallArguments) -> Bool {
        let values =
            arguments.positional + arguments.keywords.map(\.value)
            + [arguments.moreArguments, arguments.moreKeywords].compactMap(\.self)
        return values.contains { uses(name, $0) }
    }
}
