public import Incident
public import JSON

/// Alerts joined an active incident, or got worse in it, and their route has it page again for that.
public struct AlertsJoined: Fact, Hashable {
    /// `alerts.joined`.
    public static let name = "alerts.joined"
    /// 1.
    public static let version = 1

    /// The incident, at the version that it had.
    public var incident: IncidentReference
    /// Those that joined; 0 when one that was there got worse.
    public var alerts: Int
    /// How bad the worst of them is.
    public var severity: AlertSeverity
    /// What its sender calls it: 1 to 1,024 characters.
    public var title: String
    /// The route that says so: 1 to 110 characters.
    public var route: String
    /// What it says: a word of its `on_join`, at most 40 characters.
    public var rule: String
    /// How long after the last page of the incident it pages at the soonest: whole seconds, 0 to a day.
    public var grace: Duration

    /// The fact of the alerts of one moment.
    public init(
        incident: IncidentReference, alerts: Int, severity: AlertSeverity, title: String, route: String, rule: String,
        grace: Duration
    ) {
        self.incident = incident
        self.alerts = alerts
        self.severity = severity
        self.title = title
        self.route = route
        self.rule = rule
        self.grace = grace
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing, too long or out of its range, or a word is unknown.
    public init(_ reader: JSONReader) throws {
        self.init(
            incident: try reader.decode("incident"), alerts: try reader.int("alerts", in: 0...1_000_000),
            severity: try reader.enumeration("severity", of: AlertSeverity.self),
            title: try reader.string("title", length: 1...1024), route: try reader.string("route", length: 1...110),
            rule: try reader.string("rule", length: 1...40),
            grace: .seconds(try reader.int("grace_seconds", in: 0...86_400)))
    }

    /// `incident`, `alerts`, `severity`, `title`, `route`, `rule` and `grace_seconds`.
    public var json: JSON {
        [
            "incident": incident.json, "alerts": .int(alerts), "severity": .string(severity.rawValue),
            "title": .string(title), "route": .string(route), "rule": .string(rule),
            "grace_seconds": .int(Int(grace.components.seconds)),
        ]
    }
}
