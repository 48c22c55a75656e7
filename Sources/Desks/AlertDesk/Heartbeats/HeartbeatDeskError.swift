public import Incident

/// Why a heartbeat is not heard.
public typealias HeartbeatDeskError = Refusal<HeartbeatRefusal>

/// What kind of refusal of a heartbeat it is.
public enum HeartbeatRefusal: String, Sendable, Hashable {
    /// There is no such heartbeat.
    case notFound = "not-found"
    /// It is another source's.
    case otherSource = "other-source"
}
