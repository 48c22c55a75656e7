import Encodings
public import FoundationEssentials
public import Incident
public import JSON
public import Postgres

/// A row of `core.alert`, with the name of its incident.
public struct AlertRecord: Sendable, Hashable, JSONEncodable {
    /// UUIDv7; the order of lists.
    public var id: UUID
    /// Who sent it: deduplication keys of others are others.
    public var source: String
    /// How its sender wrote it: a word of `AlertFormat`.
    public var format: String
    /// Equal for all alerts of the source about the same trouble. 1 to 512 bytes.
    public var dedupKey: String
    /// Where it stands; of a source and a key at most one is open.
    public var status: AlertStatus
    /// How bad it is by its sender's word.
    public var severity: AlertSeverity
    /// One line, 1 to 1,024 characters, by its sender.
    public var title: String
    /// At most 20,000 characters; may be empty.
    public var description: String
    /// What its sender says of where it comes from; routes decide by it.
    public var labels: [String: String]
    /// Where its sender shows it.
    public var url: String?
    /// Whether it is open and its sender has said nothing of it for longer than its route allows: it may be over.
    public var isDoubtful: Bool
    /// How often its sender said it while it was open.
    public var count: Int
    /// What became of it when it came.
    public var outcome: AlertOutcome
    /// Why, in words for people.
    public var reason: String
    /// The rule that decided.
    public var route: String?
    /// The silence that holds it back, or held it back last.
    public var silence: UUID?
    /// The maintenance window that holds it back, or held it back last.
    public var maintenance: String?
    /// The name of the incident it belongs to.
    public var incident: String?
    /// When it began by its sender's word, which may lie in the future; `nil` when it did not say.
    public var startedAt: Date?
    /// When it came first.
    public var firstAt: Date
    /// When its sender last repeated or resolved it; ``firstAt`` before that.
    public var lastAt: Date

    /// Reads a row of one of ``Alerts``' statements.
    /// - Throws: `PostgresError` also when a word is none that this release knows.
    public init(_ row: PostgresRow) throws(PostgresError) {
        id = try row.decode("id")
        source = try row.decode("source")
        format = try row.decode("format")
        dedupKey = try row.decode("dedup_key")
        status = try row.enumeration("status")
        severity = try row.enumeration("severity")
        title = try row.decode("title")
        description = try row.decode("description")
        labels = Self.labels(try row.decode("labels"))
        url = try row.decode("url")
        count = try row.decode("count")
        outcome = try row.enumeration("outcome")
        reason = try row.decode("reason")
        route = try row.decode("route")
        silence = try row.decode("silence_id")
        maintenance = try row.decode("maintenance")
        incident = try row.decode("incident")
        startedAt = try row.decode("started_at")
        firstAt = try row.decode("first_at")
        lastAt = try row.decode("last_at")
        isDoubtful = try row.decode("doubtful")
    }

    private static func labels(_ text: String) -> [String: String] {
        let object = (try? JSON.parse(text))?.objectValue ?? [:]
        return object.reduce(into: [:]) { labels, member in labels[member.key] = member.value.stringValue }
    }

    /// An object with a member for each property, named as the columns are; `incident` is a name such as `INC-17`.
    public var json: JSON {
        [
            "id": id.json, "source": .string(source), "format": .string(format), "dedup_key": .string(dedupKey),
            "status": .string(status.rawValue), "severity": .string(severity.rawValue), "title": .string(title),
            "description": .string(description),
            "labels": .object(JSONObject(labels.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
            "url": .optional(url), "doubtful": .bool(isDoubtful), "count": .int(count),
            "outcome": .string(outcome.rawValue), "reason": .string(reason), "route": .optional(route),
            "silence": .optional(silence.map { UUIDText.string(from: $0) }), "maintenance": .optional(maintenance),
            "incident": .optional(incident),
            "started_at": .optional(startedAt), "first_at": firstAt.json,
            "last_at": lastAt.json,
        ]
    }
}
