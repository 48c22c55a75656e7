import FoundationEssentials
import Postgres

/// A row of `core.api_key`.
struct StoredKey: Sendable, Hashable {
    var prefix: String
    var name: String
    var digest: [UInt8]
    var scopes: Set<String>
    var expiresAt: Date?
    var isRevoked: Bool

    init(prefix: String, name: String, digest: [UInt8], scopes: Set<String>, expiresAt: Date?, isRevoked: Bool) {
        self.prefix = prefix
        self.name = name
        self.digest = digest
        self.scopes = scopes
        self.expiresAt = expiresAt
        self.isRevoked = isRevoked
    }

    init(_ row: PostgresRow) throws(PostgresError) {
        prefix = try row.decode("prefix")
        name = try row.decode("name")
        digest = try row.decode("digest")
        scopes = Set(try row.decode("scopes", as: [String].self))
        expiresAt = try row.decode("expires_at")
        isRevoked = try row.decode("is_revoked")
    }

    /// Whether incidents of restricted visibility, and what belongs to them, are there for this key: for responders and
    /// operators, not for a dashboard that only reads.
    var seesRestricted: Bool {
        [Scope.incidentsWrite, .operations, .administration].contains { scopes.contains($0.rawValue) }
    }

    /// Whether the key is good at a time.
    func isValid(at time: Date) -> Bool {
        guard !isRevoked else { return false }
        return expiresAt.map { time < $0 } ?? true
    }

    static func find(_ prefix: String, in database: some Querying) async throws -> StoredKey? {
        try await database.query(
            Statement(
                """
                select prefix, name, digest, scopes, expires_at, revoked_at is not null as is_revoked
                from core.api_key where prefix = $1
                """, [.text(prefix)])
        ).first.map { row in try StoredKey(row) }
    }

    /// Writes down when keys were used last.
    static func markUsed(_ uses: [String: Date], in database: some Querying) async throws {
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
