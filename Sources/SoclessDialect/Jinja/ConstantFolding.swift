/// What Jinja computes when it compiles a template. It shows: a constant that stands alone is printed as text before its
/// type is looked at, and `~` between constants knows nothing of safe text.
enum ConstantFolding {
    /// Filters that need the context, which there is none of at that time.
    private static let contextual: Set = ["map", "select", "reject", "selectattr", "rejectattr", "random"]

    static func isConstant(_ expression: Expression) -> Bool {
        switch expression {
        case .constant: true
        case .name, .call: false
        case .tuple(let values), .list(let values), .concatenation(let values): values.allSatisfy(isConstant)
        case .dict(let members): members.allSatisfy { isConstant($0.key) && isConstant($0.value) }
        case .attribute(let value, _), .unary(_, let value), .not(let value): isConstant(value)
        case .item(let one, let two), .binary(_, let one, let two), .and(let one, let two), .or(let one, let two):
            isConstant(one) && isConstant(two)
        case .slice(let start, let stop, let step): [start, stop, step].compactMap(\.self).allSatisfy(isConstant)
        case .filter(let call): !contextual.contains(call.name) && isConstant(call)
        case .test(let call): isConstant(call)
        case .comparison(let first, let operands): isConstant(first) && operands.allSatisfy { isConstant($0.value) }
        case .condition(let test, let then, let otherwise, _):
            isConstant(test) && isConstant(then) && otherwise.map(isConstant) ?? false
        }
    }

    private static func isConstant(_ call: FilterCall) -> Bool {
        let arguments = call.arguments
        let values =
            [call.value, arguments.moreArguments, arguments.moreKeywords].compactMap(\.self) + arguments.positional
            + arguments.keywords.map(\.value)
        return call.value != nil && values.allSatisfy(isConstant)
    }

    /// Whether the value can be written into a compiled template.
    static func canBeWritten(_ value: Value) -> Bool {
        switch value {
        case .undefined: false
        case .object(let object): object is RangeObject || object is OpaqueObject
        case .tuple(let values): values.allSatisfy(canBeWritten)
        case .list(let list): list.values.allSatisfy(canBeWritten)
        case .dict(let dict): dict.members.allSatisfy { canBeWritten($0.key) && canBeWritten($0.value) }
        default: true
        }
    }
}
