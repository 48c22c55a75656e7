/// Why something cannot be done with a task. Nothing of it was done.
public struct TaskDeskError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of refusal it is.
    public enum Code: String, Sendable, Hashable {
        /// There is no such task, or none that the caller may see.
        case notFound = "not-found"
        /// The request asks for something that cannot be.
        case invalid
        /// The task stands where this cannot become of it.
        case over
        /// The idempotency key was used with another request.
        case keyReused = "key-reused"
    }

    /// What kind of refusal it is.
    public var code: Code
    /// The place in the request as a JSON Pointer (RFC 6901); `nil` when it is no one place.
    public var place: String?
    /// What is wrong and what to do about it, in words for people.
    public var detail: String

    init(_ code: Code, at place: String? = nil, _ detail: String) {
        self.code = code
        self.place = place
        self.detail = detail
    }

    static let noTask = TaskDeskError(.notFound, "there is no such task; `muster task list` shows those that there are")
    static let keyReused = TaskDeskError(
        .keyReused, "this Idempotency-Key was used with another request; use a new one for a new request")

    /// ``detail``.
    public var description: String { detail }
}
