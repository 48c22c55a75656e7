public import FoundationEssentials
import JSON
public import Postgres

/// The keys in `core.api_key`. Every change leaves a row in the audit.
public struct KeyStore: Sendable {
    private let client: PostgresClient
    private let actor: String

    /// - Parameters:
    ///   - client: connections of the operator's role.
    ///   - actor: who asks for it, as the audit names them.
    public init(client: PostgresClient, actor: String) {
        self.client = client
        self.actor = actor
    }

    /// All keys, also dead ones, by name and age.
    public func all() async throws -> [KeyRecord] {
        try await client.query(
            """
            select name, prefix, scopes, kind, created_at, expires_at, revoked_at, last_used_at, has_quota
              from core.api_key order by name, created_at, prefix
            """
        ).map(KeyRecord.init)
    }

    /// The keys of this name that open something.
    public func live(named name: String) async throws -> [KeyRecord] {
        let now = Date()
        return try await all().filter { $0.name == name && $0.isLive(at: now) }
    }

    /// Keeps a new key, by its digest alone.
    /// - Parameter hasQuota: whether the requests that it sends are limited.
    public func insert(
        _ key: NewKey, name: String, scopes: [String], expiresAt: Date?, hasQuota: Bool = true
    ) async throws -> KeyRecord {
        let results = try await client.pipeline([
            Statement(
                """
                insert into core.api_key (prefix, name, digest, scopes, expires_at, kind, has_quota)
                values ($1, $2, $3, $4, $5, $6, $7)
                returning name, prefix, scopes, kind, created_at, expires_at, revoked_at, last_used_at, has_quota
                """,
                [
                    .text(key.prefix), .text(name), .bytea(key.digest), .textArray(scopes), .init(expiresAt),
                    .text(key.kind.rawValue), .bool(hasQuota),
                ]),
            Audit.row(
                action: "key.created", target: name,
                detail: [
                    "prefix": .string(key.prefix), "scopes": .array(scopes.map(JSON.string)),
                    "kind": .string(key.kind.rawValue), "has_quota": .bool(hasQuota),
                ], by: actor),
        ])
        guard let row = results[0].first else { throw OperationsError("the database did not keep the key") }
        return try KeyRecord(row)
    }

    /// Revokes the key with this prefix, or all of this name.
    /// - Returns: the prefixes of the keys that were live.
    public func revoke(_ nameOrPrefix: String) async throws -> [String] {
        let results = try await client.pipeline([
            Statement(
                """
                update core.api_key set revoked_at = now()
                 where (name = $1 or prefix = $1) and revoked_at is null returning prefix
                """, [.text(nameOrPrefix)]),
            Audit.row(action: "key.revoked", target: nameOrPrefix, by: actor),
        ])
        return try results[0].map { try $0.decode("prefix") }
    }

    /// Notes that a source publishes over AMQP.
    public func recordDetector(source: String, user: String) async throws {
        _ = try await client.pipeline([
            Statement(
                """
                insert into core.detector (source, broker_user) values ($1, $2)
                on conflict (source) do update set revoked_at = null
                """, [.text(source), .text(user)]),
            Audit.row(action: "detector.created", target: source, detail: ["broker_user": .string(user)], by: actor),
        ])
    }

    /// Notes that a source no longer publishes over AMQP.
    /// - Returns: its broker user, when it had one.
    public func revokeDetector(source: String) async throws -> String? {
        try await client.query(
            """
            update core.detector set revoked_at = now() where source = $1 and revoked_at is null returning broker_user
            """, [.text(source)]
        ).first?.decode("broker_user")
    }
}
