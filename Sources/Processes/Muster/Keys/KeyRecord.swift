import FoundationEssentials
import JSON
import Postgres

/// A row of `core.api_key`, without the digest.
struct KeyRecord: Sendable {
    let name: String
    let prefix: String
    let scopes: [String]
    let createdAt: Date
    let expiresAt: Date?
    let revokedAt: Date?
    let lastUsedAt: Date?

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
    func isLive(at now: Date) -> Bool { revokedAt == nil && expiresAt.map { $0 > now } ?? true }

    var json: JSON {
        [
            "name": .string(name), "prefix": .string(prefix), "scopes": .array(scopes.map(JSON.string)),
            "created_at": createdAt.json, "expires_at": .optional(expiresAt), "revoked_at": .optional(revokedAt),
            "last_used_at": .optional(lastUsedAt),
        ]
    }
}
