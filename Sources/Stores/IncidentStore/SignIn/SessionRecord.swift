public import FoundationEssentials
public import JSON
import Postgres

/// A row of `core.session`: somebody who is signed in at the console.
public struct SessionRecord: Sendable, Hashable, JSONEncodable {
    /// What lists name it by. Not secret.
    public var id: UUID
    /// The mail address of who it is.
    public var email: String
    /// What people call them.
    public var name: String
    /// When they signed in.
    public var beganAt: Date
    /// When they came last, some minutes late.
    public var usedAt: Date
    /// When it is over whatever they do.
    public var expiresAt: Date

    init(_ row: PostgresRow) throws(PostgresError) {
        id = try row.decode("id")
        email = try row.decode("email")
        name = try row.decode("name")
        beganAt = try row.decode("began_at")
        usedAt = try row.decode("used_at")
        expiresAt = try row.decode("expires_at")
    }

    /// `id`, `email`, `name`, `began_at`, `used_at` and `expires_at`.
    public var json: JSON {
        [
            "id": id.json, "email": .string(email), "name": .string(name), "began_at": beganAt.json,
            "used_at": usedAt.json, "expires_at": expiresAt.json,
        ]
    }
}
