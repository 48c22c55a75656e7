/// Why something cannot be done with a playbook or an execution. Nothing of it was done.
public struct PlaybookDeskError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of refusal it is.
    public enum Code: String, Sendable, Hashable {
        /// There is no such playbook, execution or step, or none that the caller may see.
        case notFound = "not-found"
        /// The request asks for something that cannot be.
        case invalid
        /// It stands where this cannot become of it.
        case over
        /// The playbook has an execution of this name that was started with something else.
        case taken
        /// The idempotency key was used with another request.
        case keyReused = "key-reused"
    }

    /// One of several faults of a request.
    public struct Fault: Sendable, Hashable {
        /// The place in the request as a JSON Pointer (RFC 6901).
        public var place: String
        /// What is wrong there.
        public var detail: String
    }

    /// What kind of refusal it is.
    public var code: Code
    /// What is wrong and what to do about it, in words for people.
    public var detail: String
    /// All that is wrong, where it is more than one thing.
    public var faults: [Fault]

    init(_ code: Code, _ detail: String, faults: [Fault] = []) {
        self.code = code
        self.detail = detail
        self.faults = faults
    }

    /// That there is no such playbook.
    public static func noPlaybook(_ name: String) -> PlaybookDeskError {
        PlaybookDeskError(
            .notFound, "there is no playbook \(name.prefix(80)); `muster playbook list` shows those that there are")
    }

    static let noExecution = PlaybookDeskError(
        .notFound, "there is no such execution; `muster playbook list --executions` shows those that there are")

    static let keyReused = PlaybookDeskError(
        .keyReused, "this Idempotency-Key was used with another request; use a new one for a new request")

    /// ``detail``.
    public var description: String { detail }
}
