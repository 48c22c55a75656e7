public import FoundationEssentials
public import Incident
public import JSON
public import Postgres

/// A row of `core.alert`, with the name of its incident.
public struct AlertRecord: Sendable, Hashable, JSONEncodable {
    public var id: UUID
    public var source: String
    public var format: String
    public var dedupKey: String
    public var status: AlertStatus
    public var severity: AlertSeverity
    public var title: String
    /// How often its sender said it while it was open.
    public var count: Int
    public var outcome: AlertOutcome
    /// Why, in words for people.
    public var reason: String
    /// The rule that decided.
    public var route: String?
    /// The name of the incident it belongs to.
    public var incident: String?
    public var firstAt: Date
    public var lastAt: Date

    public init(_ row: PostgresRow) throws(PostgresError) {
        id = try row.decode("id")
        source = try row.decode("source")
        format = try row.decode("format")
        dedupKey = try row.decode("dedup_key")
        status = try row.enumeration("status")
        severity = try row.enumeration("severity")
        title = try row.decode("title")
        count = try row.decode("count")
        outcome = try row.enumeration("outcome")
        reason = try row.decode("reason")
        route = try row.decode("route")
        incident = try row.decode("incident")
        firstAt = try row.decode("first_at")
        lastAt = try row.decode("last_at")
    }

    public var json: JSON {
        [
            "id": id.json, "source": .string(source), "format": .string(format), "dedup_key": .string(dedupKey),
            "status": .string(status.rawValue), "severity": .string(severity.rawValue), "title": .string(title),
            "count": .int(count), "outcome": .string(outcome.rawValue), "reason": .string(reason),
            "route": .optional(route), "incident": .optional(incident), "first_at": firstAt.json,
            "last_at": lastAt.json,
        ]
    }
}
