/// What a path begins at.
public enum JSONPathRoot: Sendable, Hashable {
    /// `$`: the input.
    case input
    /// `$$`: the context object.
    case context
    /// `$name`: the variable of that name.
    case variable(String)

    /// As it is written.
    var text: String {
        switch self {
        case .input: "$"
        case .context: "$$"
        case .variable(let name): "$\(name)"
        }
    }
}
