/// When a step of a policy is taken; at other times it is passed over, and the next one is due at once.
public enum HoursCondition: Sendable, Hashable {
    /// Within the hours of this name.
    case during(String)
    /// At all other times.
    case outside(String)

    /// The name of the hours.
    public var hours: String {
        switch self {
        case .during(let name), .outside(let name): name
        }
    }

    /// As people read it: `during office`.
    public var title: String {
        switch self {
        case .during(let name): "during \(name)"
        case .outside(let name): "outside \(name)"
        }
    }
}
