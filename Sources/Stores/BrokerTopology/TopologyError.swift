/// Why the topology cannot be read, compared or applied.
public struct TopologyError: Error, Hashable, Sendable {
    /// What kind of failure it is.
    public enum Code: String, Sendable, Hashable {
        /// A file of the topology is missing, not readable or wrong.
        case invalidTopology
        /// A secret is missing, empty or readable by others.
        case invalidSecret
        /// The management address is none.
        case invalidAddress
        /// The broker's management API does not answer.
        case unreachable
        /// The broker's management API refuses user and password, or the user lacks the tag `administrator`.
        case notAuthorised
        /// The broker's management API refuses a request, or answers with something else than it should.
        case refused
        /// Something on the broker differs in what cannot be changed.
        case conflict
    }

    /// What kind of failure it is.
    public let code: Code
    /// What is wrong, where, and what to do. Holds no secret.
    public let detail: String

    /// A failure of this kind.
    /// - Parameter detail: sentences that hold no secret.
    public init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }
}

extension TopologyError: CustomStringConvertible {
    /// The detail alone.
    public var description: String { detail }
}
