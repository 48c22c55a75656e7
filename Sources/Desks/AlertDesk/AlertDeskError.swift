/// Why alerts cannot be taken. Nothing of them was stored.
public struct AlertDeskError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of refusal it is.
    public enum Code: String, Sendable, Hashable {
        /// The idempotency key was used with another request.
        case keyReused = "key-reused"
        /// More arrives than can be stored; in some seconds it can be sent again.
        case overloaded
    }

    /// What kind of refusal it is.
    public var code: Code
    /// What is wrong and what to do about it, in words for people.
    public var detail: String

    static let keyReused = AlertDeskError(
        code: .keyReused, detail: "this Idempotency-Key was used with another request; use a new one for a new request")
    static let overloaded = AlertDeskError(
        code: .overloaded, detail: "more arrives than can be stored; try again")

    /// ``detail``.
    public var description: String { detail }
}
