public import FoundationEssentials
public import Postgres

/// The rows of `core.session`.
public enum Sessions {
    /// The session of a token that is good: not ended, not over, and not without its person for longer than `idle`.
    /// - Parameter digest: SHA-256 of the token.
    public static func find(
        _ digest: [UInt8], idle: Duration, in database: some Querying
    ) async throws -> SessionRecord? {
        try await database.query(
            Statement(
                """
                select id, email, name, began_at, used_at, expires_at from core.session
                where digest = $1 and ended_at is null and expires_at > now()
                    and used_at > now() - make_interval(secs => $2)
                """, [.bytea(digest), .double(Double(idle.components.seconds))])
        ).first.map { row in try SessionRecord(row) }
    }

    /// Writes down that the person of a session came, once in five minutes.
    public static func touch(_ id: UUID, in database: some Querying) async throws {
        _ = try await database.query(
            Statement(
                "update core.session set used_at = now() where id = $1 and used_at < now() - interval '5 minutes'",
                [.uuid(id)]))
    }

    /// Sessions that are good, those that were used last first.
    /// - Parameter email: of this person alone; `nil` for all.
    public static func list(
        of email: String?, idle: Duration, in database: some Querying
    ) async throws -> [SessionRecord] {
        try await database.query(
            Statement(
                """
                select id, email, name, began_at, used_at, expires_at from core.session
                where ($1::text is null or lower(email) = lower($1)) and ended_at is null and expires_at > now()
                    and used_at > now() - make_interval(secs => $2)
                order by used_at desc, id limit 500
                """, [.init(email), .double(Double(idle.components.seconds))])
        ).map { row in try SessionRecord(row) }
    }

    /// Ends sessions that did not end yet.
    /// - Parameters:
    ///   - id: this one alone; `nil` for all.
    ///   - email: of this person alone; `nil` for everybody's.
    ///   - actor: who ends them.
    /// - Returns: how many ended.
    public static func end(
        _ id: UUID?, of email: String?, by actor: String, in database: some Querying
    ) async throws -> Int {
        try await database.query(
            Statement(
                """
                with ended as (
                    update core.session set ended_at = now(), ended_by = $3::text
                    where ($1::uuid is null or id = $1) and ($2::text is null or lower(email) = lower($2))
                        and ended_at is null
                    returning id, email
                ), noted as (
                    insert into core.audit (actor, action, target, detail)
                    select $3::text, 'session.ended', email, jsonb_build_object('session', id) from ended
                )
                select id from ended
                """, [.init(id), .init(email), .text(actor)])
        ).count
    }
}
