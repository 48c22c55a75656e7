/// What an expression reads that a state of the service does not give it.
public enum JSONataContextReference: Sendable, Hashable {
    /// `phone` or `$` where nothing is in front of it: there is no input but `$states.input`.
    case name(String)
    /// `$$`
    case root
    /// `$states.errorOutput`, which only Catchers have.
    case errorOutput
}

/// Finds them, each once, in the order in which they are written.
///
/// Only the first step of a path sees the input of the whole; predicates, groupings and orders see what is in front of
/// them. The body of a function sees what the function's own place does. (Measured with CreateStateMachine.)
struct JSONataContextReferences {
    private(set) var found: [JSONataContextReference] = []

    private mutating func note(_ reference: JSONataContextReference) {
        if !found.contains(reference) { found.append(reference) }
    }

    mutating func collect(_ node: JSONataNode) {
        switch node.kind {
        case .path(let path): collect(path)
        case .name(let name): note(.name(name))
        case .context: note(.name("$"))
        case .variable(let variable): if variable.name == "$" { note(.root) }
        case .negation(let node), .bind(_, let node): collect(node)
        case .array(let array): array.elements.forEach { collect($0) }
        case .block(let nodes): nodes.forEach { collect($0) }
        case .object(let pairs):
            for pair in pairs {
                collect(pair.key)
                collect(pair.value)
            }
        case .binary(_, let left, let right), .and(let left, let right), .or(let left, let right),
            .otherwise(let left, let right), .coalesce(let left, let right), .apply(let left, let right):
            collect(left)
            collect(right)
        case .condition(let condition, let then, let otherwise):
            collect(condition)
            collect(then)
            if let otherwise { collect(otherwise) }
        case .call(let call), .tailCall(let call), .partial(let call):
            collect(call.procedure)
            for argument in call.arguments { if let argument { collect(argument) } }
        case .lambda(let lambda): collect(lambda.body)
        case .number, .literal, .regularExpression, .wildcard, .descendants, .parent, .transform, .sort: break
        }
    }

    private mutating func collect(_ path: JSONataPath) {
        guard let first = path.steps.first else { return }
        collect(first.node)
        if path.steps.count > 1, case .variable(let variable) = first.node.kind, variable.name == "states",
            case .name("errorOutput") = path.steps[1].node.kind
        {
            note(.errorOutput)
        }
    }
}
