public import JSON

/// One thing that is wrong with a playbook: where, what, and how to mend it.
public struct SoclessProblem: Sendable, Hashable {
    /// What kind of problem it is.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// A field that must be there is not.
        case missingField
        /// A field that has no meaning at its place.
        case unknownField
        /// A value of the wrong kind or outside of its range.
        case invalidValue
        /// A state's name that is not allowed, reserved or taken.
        case invalidName
        /// A transition to a state that does not exist.
        case missingTarget
        /// A deploy-time reference that is malformed or that nothing answers.
        case unresolvedReference
    }

    /// What kind of problem it is.
    public let code: Code
    /// The way to the value at fault, in the playbook as it was written.
    public let pointer: JSONPointer
    /// The innermost state around it; `nil` outside of states.
    public let state: String?
    /// What is wrong, as a sentence.
    public let message: String
    /// How to mend it, as a sentence.
    public let remedy: String

    /// A problem.
    /// - Parameters:
    ///   - code: its kind.
    ///   - pointer: the way to the value at fault.
    ///   - state: the state that it is in.
    ///   - message: what is wrong.
    ///   - remedy: what to do.
    public init(_ code: Code, at pointer: JSONPointer, state: String?, _ message: String, remedy: String) {
        self.code = code
        self.pointer = pointer
        self.state = state
        self.message = message
        self.remedy = remedy
    }
}

extension SoclessProblem: CustomStringConvertible {
    /// Place, message and remedy in one line.
    public var description: String {
        let place = pointer.tokens.isEmpty ? "the playbook" : "\(pointer)"
        return "\(place): \(message) \(remedy)"
    }
}
