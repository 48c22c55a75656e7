import Encodings
public import FoundationEssentials
public import Incident
public import JSON

/// What the facts about an alert say of it.
public struct AlertSummary: Sendable, Hashable, JSONDecodable, JSONEncodable {
    /// The alert's UUIDv7.
    public var id: UUID
    /// Who sent it: the name of its API key, or over AMQP what its routing key says; 1 to 100 characters.
    public var source: String
    /// What the source tells its alerts apart by: 1 to 512 characters.
    public var dedupKey: String
    /// How bad it is by its sender's word.
    public var severity: AlertSeverity
    /// What the sender calls it: 1 to 1,024 characters.
    public var title: String
    /// What became of it when it opened.
    public var outcome: AlertOutcome
    /// The name of the incident it belongs to, if it does.
    public var incident: String?

    /// What is said of one alert.
    public init(
        id: UUID, source: String, dedupKey: String, severity: AlertSeverity, title: String, outcome: AlertOutcome,
        incident: String?
    ) {
        self.id = id
        self.source = source
        self.dedupKey = dedupKey
        self.severity = severity
        self.title = title
        self.outcome = outcome
        self.incident = incident
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing or too long, or a word is unknown.
    public init(_ reader: JSONReader) throws {
        self.init(
            id: try reader.uuid("alert"), source: try reader.string("source", length: 1...100),
            dedupKey: try reader.string("dedup_key", length: 1...512),
            severity: try reader.enumeration("severity", of: AlertSeverity.self),
            title: try reader.string("title", length: 1...1024),
            outcome: try reader.enumeration("outcome", of: AlertOutcome.self),
            incident: try reader.optionalString("incident", length: 1...40))
    }

    /// `alert`, `source`, `dedup_key`, `severity`, `title`, `outcome` and `incident`, which is null for none.
    public var json: JSON {
        [
            "alert": .string(UUIDText.string(from: id)), "source": .string(source), "dedup_key": .string(dedupKey),
            "severity": .string(severity.rawValue), "title": .string(title), "outcome": .string(outcome.rawValue),
            "incident": incident.map { .string($0) } ?? .null,
        ]
    }
}
