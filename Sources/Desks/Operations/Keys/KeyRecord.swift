public import FoundationEssentials
public import JSON
import Postgres

/// A row of `core.api_key`, without the digest.
public struct KeyRecord: Sendable {
    public let name: String
    /// What the key is looked up by; not secret.
    public let prefix: String
    public let scopes: [String]
    public let createdAt: Date
    public let expiresAt: Date?
    public let revokedAt: Date?
    /// As intake notes it, some seconds late.
    public let lastUsedAt: Date?

    init(_ row: PostgresRow) throws {
        name = try row.decode("name")
        prefix = try row.decode("prefix")
        scopes = try row.decode("scopes")
        createdAt = try row.decode("created_at")
        expiresAt = try row.decode("expires_at")
        revokedAt = try row.decode("revoked_at")
        lastUsedAt = try row.decode("last_used_at")
    }

    /// Whether it opens anything at this time.
    public func isLive(at now: Date) -> Bool { revokedAt == nil && expiresAt.map { $0 > now } ?? true }

    /// As commands and doors show it.
    public var json: JSON {
        [
            "name": .string(name), "prefix": .string(prefix), "scopes": .array(scopes.map(JSON.string)),
            "created_at": createdAt.json, "expires_at": .optional(expiresAt), "revoked_at": .optional(revokedAt),
            "last_used_at": .optional(lastUsedAt),
        ]
    }
}
