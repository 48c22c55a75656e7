import FoundationEssentials
import Incident

/// What the database knows of the alerts of a batch, once their keys are locked.
struct AlertState: Sendable {
    /// An alert that is open, as a repetition is compared with it and its resolution announces it.
    struct Open: Sendable, Hashable {
        var severity: AlertSeverity
        var title: String
        var outcome: AlertOutcome
        /// When it was said last.
        var lastAt: Date
        var incident: OpenIncident?
    }

    /// An incident that alerts belong to.
    struct OpenIncident: Sendable, Hashable {
        var id: UUID
        /// `nil` until its row is written.
        var number: Int64?
        /// When people were done with it; `nil` while it is open.
        var closedAt: Date?
        /// How many of its alerts their sender leaves out.
        var omitted = 0
    }

    /// Where an incident stands whose row is held, so that its alerts are all there.
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
}
