public import FoundationEssentials
public import Incident
public import JSON
public import Postgres

/// A row of `core.resource`.
public struct ResourceRecord: Sendable, Hashable, JSONEncodable {
    public var id: UUID
    public var kind: ResourceKind
    /// The name of the provider that made it, or that is to make it.
    public var provider: String
    public var state: ResourceState
    /// What the provider calls it.
    public var externalID: String?
    public var url: String?
    public var attempts: Int
    /// Why the last attempt failed, in words for people.
    public var error: String?
    public var plannedAt: Date
    public var createdAt: Date?

    public init(
        id: UUID, kind: ResourceKind, provider: String, state: ResourceState, externalID: String? = nil,
        url: String? = nil, attempts: Int = 0, error: String? = nil, plannedAt: Date, createdAt: Date? = nil
    ) {
        self.id = id
        self.kind = kind
        self.provider = provider
        self.state = state
        self.externalID = externalID
        self.url = url
        self.attempts = attempts
        self.error = error
        self.plannedAt = plannedAt
        self.createdAt = createdAt
    }

    public init(_ row: PostgresRow) throws(PostgresError) {
        id = try row.decode("id")
        kind = try row.enumeration("kind")
        provider = try row.decode("provider")
        state = try row.enumeration("state")
        externalID = try row.decode("external_id")
        url = try row.decode("url")
        attempts = try row.decode("attempts")
        error = try row.decode("error")
        plannedAt = try row.decode("planned_at")
        createdAt = try row.decode("created_at")
    }

    public var json: JSON {
        [
            "kind": .string(kind.rawValue), "provider": .string(provider), "state": .string(state.rawValue),
            "external_id": .optional(externalID), "url": .optional(url), "attempts": .int(attempts),
            "error": .optional(error), "created_at": .optional(createdAt),
        ]
    }
}
