public import FoundationEssentials
public import JSON
public import Postgres

/// A row of `core.timeline`: something that happened in an incident. Append-only.
public struct TimelineEntry: Sendable, Hashable, JSONEncodable {
    /// UUIDv7; the order of the timeline.
    public var id: UUID
    /// When it happened.
    public var at: Date
    /// What it is about.
    public var kind: TimelineKind
    /// Who or what did it.
    public var actor: String
    /// What happened, in words for people.
    public var text: String

    /// An entry as it is to be appended.
    public init(id: UUID, at: Date, kind: TimelineKind, actor: String, text: String) {
        self.id = id
        self.at = at
        self.kind = kind
        self.actor = actor
        self.text = text
    }

    /// Reads a row of one of ``Timeline``'s statements; every word is a kind.
    public init(_ row: PostgresRow) throws(PostgresError) {
        id = try row.decode("id")
        at = try row.decode("at")
        kind = TimelineKind(rawValue: try row.decode("kind"))
        actor = try row.decode("actor")
        text = try row.decode("text")
    }

    /// An object with `at`, `kind`, `actor` and `text`.
    public var json: JSON {
        ["at": at.json, "kind": .string(kind.rawValue), "actor": .string(actor), "text": .string(text)]
    }
}
