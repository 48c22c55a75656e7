/// What Jinja computes when it compiles a template. It shows: a constant that stands alone is printed as text before its
/// type is looked at, and `~` between constants knows nothing of safe text.
enum ConstantFolding {
    /// Filters that need the context, which there is none of at that time.
    private static let contextual: Set = ["map", "select", "reject", "selectattr", "rejectattr", "random"]

    static func isConstant(_ expression: Expression) -> Bool {
        switch expression {
        case .name, .call: return false
        case .filter(let call):
            if contextual.contains(call.name) || call.value == nil { return false }
        case .condition(_, _, nil, _): return false
        default: break
        }
        return expression.children.allSatisfy(isConstant)
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
