import Incident
import Organisation

/// What has an incident page again: the alerts of a batch that joined it or got worse, where their route says so.
struct Rejoined: Sendable {
    /// The route of the first.
    var route: String
    /// What it says.
    var rule: Joining
    /// Those that joined.
    var alerts = 0
    /// The worst of all.
    private(set) var worst: AlertNews.Mention?

    init(_ route: Route) {
        self.route = route.name
        rule = route.joining
    }

    mutating func add(_ alert: AlertNews.Mention, joins: Bool) {
        if joins { alerts += 1 }
        if worst.map({ $0.severity < alert.severity }) ?? true { worst = alert }
    }
}
