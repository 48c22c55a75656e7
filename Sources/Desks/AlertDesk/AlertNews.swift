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
    /// Those that their sender calls worse than before, or less bad, and how bad they were.
    var changed: [(alert: Mention, former: AlertSeverity)] = []
    /// Those that are over.
    var resolved: [Mention] = []
    /// Those that were said first after it was closed, and are no new occurrence.
    var lingering: [Mention] = []
    /// How many alerts their sender leaves out since now.
    var omitted: (source: String, count: Int)?
    /// How many alerts its storm has, when that is worth a line.
    private(set) var storm: (source: String, count: Int)?

    /// Counts a storm: a line for the tenth, the hundredth, the thousandth and so on.
    mutating func count(inStorm alerts: Int, from source: String) {
        var power = 10
        while power < alerts { power *= 10 }
        if power == alerts { storm = (source, alerts) }
    }
}
