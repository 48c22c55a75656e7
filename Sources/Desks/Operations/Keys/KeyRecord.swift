public import FoundationEssentials
public import JSON
import Postgres

/// A row of `core.api_key`, without the digest.
public struct KeyRecord: Sendable {
    /// Whose key it is, and the source of the alerts that it sends. Two live keys may share a name while one takes over
    /// from the other.
    public let name: String
    /// What the key is looked up by; not secret.
    public let prefix: String
    /// What it allows: words of `Scope`, or those of a newer release.
    public let scopes: [String]
    /// How it is sent: a word of ``KeyKind``, or of a newer release.
    public let kind: String
    /// By the database's clock.
    public let createdAt: Date
    /// When it stops opening anything; `nil` for never.
    public let expiresAt: Date?
    /// When somebody took it back; `nil` when nobody did.
    public let revokedAt: Date?
    /// As intake notes it, some seconds late.
    public let lastUsedAt: Date?

    /// Whether intake limits the requests that it sends: 1,000 a second, 5,000 at once, per instance.
    public let hasQuota: Bool

    init(_ row: PostgresRow) throws {
        name = try row.decode("name")
        prefix = try row.decode("prefix")
        scopes = try row.decode("scopes")
        kind = try row.decode("kind")
        createdAt = try row.decode("created_at")
        expiresAt = try row.decode("expires_at")
        revokedAt = try row.decode("revoked_at")
        lastUsedAt = try row.decode("last_used_at")
        hasQuota = try row.decode("has_quota")
    }

    /// Whether it opens anything at this time.
    public func isLive(at now: Date) -> Bool { revokedAt == nil && expiresAt.map { $0 > now } ?? true }

    /// As commands and doors show it.
    public var json: JSON {
        [
            "name": .string(name), "prefix": .string(prefix), "scopes": .array(scopes.map(JSON.string)),
            "kind": .string(kind), "created_at": createdAt.json, "expires_at": .optional(expiresAt),
            "revoked_at": .optional(revokedAt), "last_used_at": .optional(lastUsedAt),
            "has_quota": .bool(hasQuota),
        ]
    }
}
