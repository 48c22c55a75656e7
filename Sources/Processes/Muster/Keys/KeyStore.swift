import FoundationEssentials
import JSON
import Postgres

/// The keys in `core.api_key`. Every change leaves a row in the audit.
struct KeyStore: Sendable {
    let client: PostgresClient
    let actor: String

    /// All keys, also dead ones, by name and age.
    func all() async throws -> [KeyRecord] {
        try await client.query(
            """
            select name, prefix, scopes, created_at, expires_at, revoked_at, last_used_at
              from core.api_key order by name, created_at, prefix
            """
        ).map(KeyRecord.init)
    }

    /// The keys of this name that open something.
    func live(named name: String) async throws -> [KeyRecord] {
        let now = Date()
        return try await all().filter { $0.name == name && $0.isLive(at: now) }
    }

    func insert(_ key: NewKey, name: String, scopes: [String], expiresAt: Date?) async throws -> KeyRecord {
        let results = try await client.pipeline([
            Statement(
                """
                insert into core.api_key (prefix, name, digest, scopes, expires_at) values ($1, $2, $3, $4, $5)
                returning name, prefix, scopes, created_at, expires_at, revoked_at, last_used_at
                """,
                [.text(key.prefix), .text(name), .bytea(key.digest), .textArray(scopes), .init(expiresAt)]),
            Audit.row(
                action: "key.created", target: name,
                detail: ["prefix": .string(key.prefix), "scopes": .array(scopes.map(JSON.string))], by: actor),
        ])
        guard let row = results[0].first else { throw CommandFailure("the database did not keep the key") }
        return try KeyRecord(row)
    }

    /// Revokes the key with this prefix, or all of this name.
    /// - Returns: the prefixes of the keys that were live.
    func revoke(_ nameOrPrefix: String) async throws -> [String] {
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
    func recordDetector(source: String, user: String) async throws {
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
    func revokeDetector(source: String) async throws -> String? {
        try await client.query(
            """
            update core.detector set revoked_at = now() where source = $1 and revoked_at is null returning broker_user
            """, [.text(source)]
        ).first?.decode("broker_user")
    }
}
