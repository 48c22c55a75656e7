/// Why something cannot be done with an incident. Nothing of it was done.
public struct IncidentDeskError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of refusal it is.
    public enum Code: String, Sendable, Hashable {
        /// There is no incident of this name, or none that the caller may see.
        case noIncident = "no-incident"
        /// The incident is at another version than the caller has seen.
        case otherVersion = "other-version"
        /// The organisation's configuration does not know a word, or has none to choose by default.
        case unknownWord = "unknown-word"
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
    /// The places of the request that are to blame; none when the whole is.
    public var faults: [Fault] = []

    init(_ code: Code, _ detail: String, faults: [Fault] = []) {
        self.code = code
        self.detail = detail
        self.faults = faults
    }

    /// There is no incident of this name for the caller.
    public static func noIncident(_ name: some CustomStringConvertible) -> IncidentDeskError {
        IncidentDeskError(.noIncident, "there is no incident \(name)")
    }

    static let keyReused = IncidentDeskError(
        .keyReused, "this Idempotency-Key was used with another request; use a new one for a new request")

    /// ``detail``.
    public var description: String { detail }
}
