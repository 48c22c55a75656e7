public import FoundationEssentials
public import Incident
public import JSON
public import Postgres

/// A row of `core.resource`.
public struct ResourceRecord: Sendable, Hashable, JSONEncodable {
    /// UUIDv7 of when it was planned.
    public var id: UUID
    /// What place it is; an incident has one of each kind at most.
    public var kind: ResourceKind
    /// The name of the provider that made it, or that is to make it.
    public var provider: String
    /// How far it is.
    public var state: ResourceState
    /// What the provider calls it.
    public var externalID: String?
    /// Where people open it; `nil` until it is there, or when its provider has no address for it.
    public var url: String?
    /// Tries to make it so far, from 0.
    public var attempts: Int
    /// Why the last attempt failed, in words for people.
    public var error: String?
    /// When it is tried again; `nil` when nothing failed, and when nobody tries any more.
    public var nextAttemptAt: Date?
    /// When it became part of the incident's plan.
    public var plannedAt: Date
    /// When it was made; `nil` until then.
    public var createdAt: Date?

    /// A resource; by default one that nobody tried to make yet.
    public init(
        id: UUID, kind: ResourceKind, provider: String, state: ResourceState, externalID: String? = nil,
        url: String? = nil, attempts: Int = 0, error: String? = nil, nextAttemptAt: Date? = nil, plannedAt: Date,
        createdAt: Date? = nil
    ) {
        self.id = id
        self.kind = kind
        self.provider = provider
        self.state = state
        self.externalID = externalID
        self.url = url
        self.attempts = attempts
        self.error = error
        self.nextAttemptAt = nextAttemptAt
        self.plannedAt = plannedAt
        self.createdAt = createdAt
    }

    /// Reads a row of one of ``Resources``' statements.
    /// - Throws: `PostgresError` also when a word is none that this release knows.
    public init(_ row: PostgresRow) throws(PostgresError) {
        id = try row.decode("id")
        kind = try row.enumeration("kind")
        provider = try row.decode("provider")
        state = try row.enumeration("state")
        externalID = try row.decode("external_id")
        url = try row.decode("url")
        attempts = try row.decode("attempts")
        error = try row.decode("error")
        nextAttemptAt = try row.decode("next_attempt_at")
        plannedAt = try row.decode("planned_at")
        createdAt = try row.decode("created_at")
    }

    /// An object with `kind`, `provider`, `state`, `external_id`, `url`, `attempts`, `error`,
    /// `next_attempt_at` and `created_at`.
    public var json: JSON {
        [
            "kind": .string(kind.rawValue), "provider": .string(provider), "state": .string(state.rawValue),
            "external_id": .optional(externalID), "url": .optional(url), "attempts": .int(attempts),
            "error": .optional(error), "next_attempt_at": .optional(nextAttemptAt), "created_at": .optional(createdAt),
        ]
    }
}
