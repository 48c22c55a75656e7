import FoundationEssentials
import Organisation
import PlaybookDesk

/// An alert to be written.
struct NewAlert: Sendable {
    var id: UUID
    var source: String
    var alert: NormalisedAlert
    var decision: RoutingDecision
    var joins: Bool
    /// Whether its route's limit kept it from an incident of its own.
    var isOfStorm = false
    /// Until when its route waits with it: it may resolve by itself. A silence that holds it back has its own end.
    var waitsUntil: Date?
    /// Whether a silence or window held it back until now: its route waits no longer.
    var wasSilenced = false
    /// Whether a playbook looks into it.
    var isTriggered = false
    /// The execution to be started; `nil` for none, and where nothing is written.
    var start: TriggeredStart?
    /// Why the playbook of its route cannot be started.
    var obstacle: String?
    /// What its joining does about paging; `nil` for one that joins no incident that was there before.
    var joining: JoinVerdict?
    var incident: UUID?
    var count = 1
    var isResolved = false
    var cause: String?
    /// The closed incident of the same trouble, after which it fires again.
    var former: OpenIncident?

    /// Seconds without news after which it is doubtful.
    var doubtfulAfter: Int32? {
        decision.rule.map { Int32(clamping: $0.patience.doubtfulAfter.components.seconds) }
    }

    var mention: AlertNews.Mention { .init(source: source, severity: alert.severity, title: alert.title) }
}
