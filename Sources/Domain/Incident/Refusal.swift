/// Why a desk does not do what it is asked. Nothing was changed.
///
/// The codes are each desk's own, by which a door chooses its answer; what people read is the same for every door.
public struct Refusal<Code: Sendable & Hashable>: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of refusal it is.
    public var code: Code
    /// The place in the request as a JSON Pointer (RFC 6901); `nil` when it is no one place.
    public var place: String?
    /// What is wrong and what to do about it, in words for people.
    public var detail: String

    /// A refusal in the words of whoever refuses.
    public init(_ code: Code, at place: String? = nil, _ detail: String) {
        self.code = code
        self.place = place
        self.detail = detail
    }

    /// ``detail``.
    public var description: String { detail }
}
