import Encodings
public import FoundationEssentials
public import Incident
public import JSON

/// Something about an incident changed.
public struct IncidentUpdated: Fact, Hashable {
    /// `incident.updated`.
    public static let name = "incident.updated"
    /// 1.
    public static let version = 1
    /// The word of ``changes`` for that all alerts of the incident are resolved.
    public static let alertsAtRest = "alerts"
    /// The word of ``changes`` for that one fires again after nobody was paged any more because all were resolved.
    public static let firesAgain = "firing"
    /// The word of ``changes`` for that somebody entered a cost by hand.
    public static let costs = "costs"
    /// The word of ``changes`` for that somebody takes no part any more, or only until a time.
    public static let participants = "participants"
    /// The word of ``changes`` for that it is a duplicate of another now, or none any more.
    public static let duplicateOf = "duplicate_of"
    /// The word of ``changes`` for that another is a duplicate of it now, or none any more.
    public static let duplicates = "duplicates"

    /// The incident, at the version that the change made.
    public var incident: IncidentReference
    /// The status as of this version.
    public var status: IncidentStatus
    /// The names of the fields that changed: `status`, `severity`, `title`, …
    public var changes: [String]
    /// Who changed it: a mail address, or the name of an API key.
    public var actor: String
    /// From whom to whom the command went, when that is what changed; releases before this one say nothing of it.
    public var handover: Handover?
    /// The mail addresses of those who take no part any more; at most 100.
    public var left: [String]
    /// The lines of the timeline that are news to those in the conversation; at most 20.
    public var told: [UUID]

    /// The fact of one change.
    public init(
        incident: IncidentReference, status: IncidentStatus, changes: [String], actor: String,
        handover: Handover? = nil, left: [String] = [], told: [UUID] = []
    ) {
        self.incident = incident
        self.status = status
        self.changes = changes
        self.actor = actor
        self.handover = handover
        self.left = left
        self.told = told
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing or too long, the status is unknown, or there are more
    ///   than 20 changes.
    public init(_ reader: JSONReader) throws {
        self.init(
            incident: try reader.decode("incident"),
            status: try reader.enumeration("status", of: IncidentStatus.self),
            changes: try reader.strings("changes", max: 20, length: 1...40),
            actor: try reader.string("actor", length: 1...254),
            handover: try reader.optional("handover").map { try Handover($0) },
            left: try reader.optionalStrings("left", max: 100, length: 3...254),
            told: try reader.optionalArray("told", max: 20).map { try $0.uuid() })
    }

    /// `incident`, `status`, `changes`, `actor`, `handover`, `left` and `told`.
    public var json: JSON {
        [
            "incident": incident.json, "status": .string(status.rawValue),
            "changes": .array(changes.map { .string($0) }),
            "actor": .string(actor), "handover": .optional(handover), "left": .array(left.map { .string($0) }),
            "told": .array(told.map { .string(UUIDText.string(from: $0)) }),
        ]
    }
}
