public import FoundationEssentials
public import JSON
import Encodings
import IncidentStore
import Postgres

/// A role that somebody has, or had, for a while.
public struct RoleGrant: Sendable, Hashable {
    /// UUIDv7.
    public let id: UUID
    /// Whose.
    public let email: String
    /// The role.
    public let role: PersonRole
    /// Why.
    public let reason: String
    /// Who let them.
    public let by: String
    /// Since when.
    public let at: Date
    /// When it is over.
    public let expiresAt: Date
    /// When it was taken back; `nil` when it was not.
    public let revokedAt: Date?

    init(_ row: PostgresRow) throws {
        id = try row.decode("id")
        email = try row.decode("email")
        let word = try row.decode("role", as: String.self)
        guard let role = PersonRole(rawValue: word) else {
            throw IncidentStoreError(.unreadable, "the role \(word), which this release does not know")
        }
        self.role = role
        reason = try row.decode("reason")
        by = try row.decode("granted_by")
        at = try row.decode("granted_at")
        expiresAt = try row.decode("expires_at")
        revokedAt = try row.decode("revoked_at")
    }

    /// As commands show it.
    public var json: JSON {
        [
            "id": id.json, "email": .string(email), "role": .string(role.rawValue), "reason": .string(reason),
            "granted_by": .string(by), "granted_at": at.json, "expires_at": expiresAt.json,
            "revoked_at": .optional(revokedAt),
        ]
    }
}
