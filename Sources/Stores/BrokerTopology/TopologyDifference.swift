public import JSON

/// One thing that is not on the broker as the topology says.
public struct TopologyDifference: Sendable, Hashable {
    /// What is different.
    public enum Kind: String, Sendable, Hashable {
        /// Something of the topology is not there.
        case missing
        /// Something is there that the topology used to have, or that undermines it.
        case extra
        /// An exchange or queue has another type or argument, which cannot be changed.
        case argument
        /// A policy is another, or another policy applies.
        case policy
        /// A user has other rights or tags.
        case permission
        /// A user has another password.
        case password
        /// A queue is declared and does not answer.
        case silent
    }

    /// What `apply` does about it.
    public enum Remedy: String, Sendable, Hashable {
        /// It changes the broker.
        case repaired
        /// It refuses to change anything.
        case refused
        /// It leaves it alone: somebody must decide.
        case left
    }

    /// What is different.
    public let kind: Kind
    /// What `apply` does about it.
    public let remedy: Remedy
    /// What it is about: `queue notifier.retry.1s`.
    public let object: String
    /// What is expected and what was found; what to do when `apply` does nothing.
    public let detail: String
}

extension TopologyDifference: CustomStringConvertible, JSONEncodable {
    /// Kind, object and detail in one line.
    public var description: String { "\(kind.rawValue): \(object): \(detail)" }

    /// An object with `kind`, `remedy`, `object` and `detail`.
    public var json: JSON {
        [
            "kind": .string(kind.rawValue), "remedy": .string(remedy.rawValue), "object": .string(object),
            "detail": .string(detail),
        ]
    }
}
