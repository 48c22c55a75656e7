import Incident

/// What a batch tells of the alerts of one incident.
struct AlertNews: Sendable {
    /// An alert, as people read of it.
    struct Mention: Sendable {
        var source: String
        var severity: AlertSeverity
        var title: String
    }

    /// Those that joined it; not the one that opened it.
    var joined: [Mention] = []
    /// Those that are over.
    var resolved: [Mention] = []
    /// Those that were said first after it was closed, and are no new occurrence.
    var lingering: [Mention] = []
    /// How many alerts their sender leaves out since now.
    var omitted: (source: String, count: Int)?
}
