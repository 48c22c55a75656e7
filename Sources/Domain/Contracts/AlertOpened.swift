import Encodings
public import FoundationEssentials
public import Incident
public import JSON

/// An alert opened: the first of its deduplication key, never a duplicate.
public struct AlertOpened: Fact, Hashable {
    public static let name = "alert.opened"
    public static let version = 1

    public var alert: UUID
    public var source: String
    public var dedupKey: String
    public var severity: AlertSeverity
    public var title: String
    public var outcome: AlertOutcome
    /// The name of the incident it belongs to, if it does.
    public var incident: String?

    public init(
        alert: UUID, source: String, dedupKey: String, severity: AlertSeverity, title: String, outcome: AlertOutcome,
        incident: String?
    ) {
        self.alert = alert
        self.source = source
        self.dedupKey = dedupKey
        self.severity = severity
        self.title = title
        self.outcome = outcome
        self.incident = incident
    }

    public init(_ reader: JSONReader) throws {
        self.init(
            alert: try reader.uuid("alert"), source: try reader.string("source", length: 1...100),
            dedupKey: try reader.string("dedup_key", length: 1...512),
            severity: try reader.enumeration("severity", of: AlertSeverity.self),
            title: try reader.string("title", length: 1...1024),
            outcome: try reader.enumeration("outcome", of: AlertOutcome.self),
            incident: try reader.optionalString("incident", length: 1...40))
    }

    public var json: JSON {
        [
            "alert": .string(UUIDText.string(from: alert)), "source": .string(source), "dedup_key": .string(dedupKey),
            "severity": .string(severity.rawValue), "title": .string(title), "outcome": .string(outcome.rawValue),
            "incident": incident.map { .string($0) } ?? .null,
        ]
    }
}
