/// Why a page cannot be answered so. Nothing was changed.
public struct PageDeskError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of refusal it is.
    public enum Code: String, Sendable, Hashable {
        /// There is no such page, or its link is over.
        case notFound = "not-found"
        /// The incident needs nobody any more.
        case over
        /// The request asks for something that cannot be.
        case invalid
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

    static let noPage = PageDeskError(.notFound, "there is no such page; `muster page list` shows those that there are")
    static let noLink = PageDeskError(
        .notFound, "this link is good for a day and for its page alone; answer with `muster page ack`")

    /// ``detail``.
    public var description: String { detail }
}
