/// Why somebody cannot be erased yet.
public enum ErasureProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The configuration in force names them: it would bring them back.
    case configured
    /// They take part in these incidents, which are not closed.
    case takesPart([String])
    /// They stand in these incidents, which are held.
    case held([String])
    /// The reason, which the audit keeps, has their address in it.
    case reasonNamesThem

    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .configured:
            "The configuration in force names them. Take them out of it, apply it with `muster config apply FILE`, and try again."
        case .takesPart(let names):
            "They take part in \(names.joined(separator: ", ")), not closed yet. Let them leave with `muster incident remove`, "
                + "or close what is over, and try again."
        case .held(let names):
            "They stand in \(names.joined(separator: ", ")), under legal hold, which wins. "
                + "`muster incident hold NAME --release` ends it once the law allows that."
        case .reasonNamesThem:
            "The reason names them, and the audit would keep it. Give one without their address."
        }
    }
}
