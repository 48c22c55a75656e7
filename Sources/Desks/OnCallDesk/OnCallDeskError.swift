/// Why a schedule cannot be changed so. Nothing was changed.
public struct OnCallDeskError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of refusal it is.
    public enum Code: String, Sendable, Hashable {
        /// There is no such schedule, or no such change.
        case notFound = "not-found"
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

    /// There is no schedule of this name.
    public static func noSchedule(among names: [String]) -> OnCallDeskError {
        let known = names.prefix(20).map { "`\($0)`" }.joined(separator: ", ")
        return OnCallDeskError(
            .notFound,
            names.isEmpty
                ? "there are no schedules; the configuration names them under `schedules` or `rotas`"
                : "there is no such schedule; there are \(known)")
    }

    /// ``detail``.
    public var description: String { detail }
}
