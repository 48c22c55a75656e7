import FoundationEssentials
import Incident

/// Decides whether a status is worth telling, from what was told last: what is superseded is dropped, and what is no news
/// is not repeated. A value, so that every order of events can be tried.
struct StatusPolicy: Sendable, Hashable {
    /// The newest version that was seen, and the status that was told with it or before it.
    struct Told: Sendable, Hashable {
        var version: Int
        var status: IncidentStatus
    }

    /// What an event leads to.
    enum Decision: Sendable, Hashable {
        /// Something newer was told already.
        case superseded
        /// It is newer, and its status the one that is known.
        case noNews
        case tell
    }

    static func decide(_ told: Told?, version: Int, status: IncidentStatus) -> Decision {
        guard let told else { return status == .active ? .noNews : .tell }
        guard version > told.version else { return .superseded }
        return status == told.status ? .noNews : .tell
    }
}
