public import FoundationEssentials
public import Postgres

/// A row of `core.api_key`.
public struct APIKeyRecord: Sendable, Hashable {
    /// What it is looked up by: eight characters, not secret.
    public var prefix: String
    /// Whose it is, as people call it: the actor of what is done with it.
    public var name: String
    /// SHA-256 of the whole key.
    public var digest: [UInt8]
    /// The words of what it allows: those of ``Scope``, and of later releases.
    public var scopes: Set<String>
    /// From when on it is not good any more; `nil` for never.
    public var expiresAt: Date?
    /// Whether it was taken back.
    public var isRevoked: Bool
    /// Whether the requests that it sends are limited.
    public var hasQuota: Bool

    /// A key as it is kept.
    public init(
        prefix: String, name: String, digest: [UInt8], scopes: Set<String>, expiresAt: Date?, isRevoked: Bool,
        hasQuota: Bool = true
    ) {
        self.prefix = prefix
        self.name = name
        self.digest = digest
        self.scopes = scopes
        self.expiresAt = expiresAt
        self.isRevoked = isRevoked
        self.hasQuota = hasQuota
    }

    init(_ row: PostgresRow) throws(PostgresError) {
        prefix = try row.decode("prefix")
        name = try row.decode("name")
        digest = try row.decode("digest")
        scopes = Set(try row.decode("scopes", as: [String].self))
        expiresAt = try row.decode("expires_at")
        isRevoked = try row.decode("is_revoked")
        hasQuota = try row.decode("has_quota")
    }

    /// Whether the key is good at a time.
    public func isValid(at time: Date) -> Bool {
        guard !isRevoked else { return false }
        return expiresAt.map { time < $0 } ?? true
    }

    /// The key of a prefix; `nil` when there is none.
    public static func find(_ prefix: String, in database: some Querying) async throws -> APIKeyRecord? {
        try await database.query(
            Statement(
                """
                select prefix, name, digest, scopes, expires_at, revoked_at is not null as is_revoked, has_quota
                from core.api_key where prefix = $1
                """, [.text(prefix)])
        ).first.map { row in try APIKeyRecord(row) }
    }

    /// Writes down when keys were used last, by their prefixes.
    public static func markUsed(_ uses: [String: Date], in database: some Querying) async throws {
        let uses = uses.sorted { $0.key < $1.key }
        _ = try await database.query(
            Statement(
                """
                update core.api_key k set last_used_at = u.at
                from unnest($1::text[], $2::timestamptz[]) as u (prefix, at)
                where k.prefix = u.prefix and (k.last_used_at is null or k.last_used_at < u.at)
                """, [.textArray(uses.map(\.key)), .timestamptzArray(uses.map(\.value))]))
    }
}
