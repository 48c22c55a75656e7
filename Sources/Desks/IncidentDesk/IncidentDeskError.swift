import IncidentStore

/// Why something cannot be done with an incident. Nothing of it was done.
public struct IncidentDeskError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of refusal it is.
    public enum Code: String, Sendable, Hashable {
        /// There is no incident of this name, or none that the caller may see.
        case noIncident = "no-incident"
        /// There is nothing of this id in the incident.
        case notFound = "not-found"
        /// There is nobody of this mail address.
        case noPerson = "no-person"
        /// Nothing was counted yet of what the incident costs.
        case notCounted = "not-counted"
        /// The incident is at another version than the caller has seen.
        case otherVersion = "other-version"
        /// The organisation's configuration does not know a word, or has none to choose by default.
        case unknownWord = "unknown-word"
        /// Something has to be done first, or insisted on: to hand over, or to answer a question.
        case notYet = "not-yet"
        /// The request asks for something that cannot be.
        case invalid
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

    package init(_ code: Code, _ detail: String, faults: [Fault] = []) {
        self.code = code
        self.detail = detail
        self.faults = faults
    }

    /// Something in one place of a request cannot be.
    package static func invalid(_ place: String, _ detail: String) -> IncidentDeskError {
        IncidentDeskError(.invalid, detail, faults: [Fault(place: place, detail: detail)])
    }

    /// There is no incident of this name for the caller.
    public static func noIncident(_ name: some CustomStringConvertible) -> IncidentDeskError {
        IncidentDeskError(.noIncident, "there is no incident \(name)")
    }

    package static let keyReused = IncidentDeskError(.keyReused, Idempotency.reused)
    /// What this incident costs was not counted yet.
    public static func notCounted(_ name: String) -> IncidentDeskError {
        IncidentDeskError(
            .notCounted,
            "what \(name) costs was not counted yet: it is once `costs` of the configuration says how, and "
                + "muster-cost-calculator runs")
    }

    /// ``detail``.
    public var description: String { detail }
}
