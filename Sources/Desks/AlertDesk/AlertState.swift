import FoundationEssentials
import Incident
import PlaybookStore

/// What the database knows of the alerts of a batch, once their keys are locked.
struct AlertState: Sendable {
    /// An alert that is open, as a repetition is compared with it and its resolution announces it.
    struct Open: Sendable, Hashable {
        var severity: AlertSeverity
        var title: String
        var outcome: AlertOutcome
        /// The rule that decided about it.
        var route: String?
        /// Whether its route waits with it. A silence that holds it back is another matter: its outcome says that.
        var isWaiting = false
        /// When it was said last.
        var lastAt: Date
        var incident: OpenIncident?
    }

    /// Where an incident stands whose row is locked, so that its alerts are all there.
    struct Standing: Sendable, Hashable {
        var version: Int
        var status: IncidentStatus
        /// How many of its alerts are not resolved.
        var firing: Int
    }

    /// The open alert of each key that has one.
    var openIDs: [AlertKey: UUID] = [:]
    /// What is known of those that the batch says again or resolves.
    var open: [UUID: Open] = [:]
    /// The open incident of each group that has one.
    var incidents: [AlertKey: OpenIncident] = [:]
    /// Where the incidents stand that a batch with resolutions can bring to rest.
    var standings: [UUID: Standing] = [:]
    /// How often routes were asked for incidents, of routes whose rows are locked: all that a batch can ask for one.
    var loads: [String: RouteLoad] = [:]

    /// The current versions of the playbooks that routes name; `nil` when nobody looked.
    var playbooks: [String: PlaybookVersion]?

    /// The incidents that were there before.
    var knownIncidents: [OpenIncident] {
        open.values.compactMap(\.incident) + incidents.values + loads.values.compactMap(\.storm?.incident)
    }
}
