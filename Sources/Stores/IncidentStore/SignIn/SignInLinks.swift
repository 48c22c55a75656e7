public import FoundationEssentials
public import Incident
public import Postgres

/// The rows of `core.sign_in_link`: links that sign somebody in, once.
public enum SignInLinks {
    /// Keeps a link by its digest alone, and writes down who made it.
    /// - Parameters:
    ///   - digest: SHA-256 of the token.
    ///   - life: how long it is good.
    ///   - actor: who makes it.
    /// - Returns: when it is over.
    public static func insert(
        _ digest: [UInt8], for person: Person, life: Duration, by actor: String, in database: some Querying
    ) async throws -> Date {
        let results = try await database.pipeline([
            Statement(
                """
                insert into core.sign_in_link (digest, email, name, created_by, expires_at)
                values ($1, $2, $3, $4, now() + make_interval(secs => $5)) returning expires_at
                """,
                [
                    .bytea(digest), .text(person.email), .text(person.name), .text(actor),
                    .double(Double(life.components.seconds)),
                ]),
            Statement(
                "insert into core.audit (actor, action, target) values ($1, 'person.invited', $2)",
                [.text(actor), .text(person.email)]),
        ])
        guard let row = results[0].first else {
            throw IncidentStoreError(.unreadable, "the database did not keep the link")
        }
        return try row.decode("expires_at")
    }

    /// Whom a link that is good would sign in; `nil` for one that is unknown, over or used: nobody is told which.
    public static func person(_ digest: [UInt8], in database: some Querying) async throws -> Person? {
        try await database.query(
            Statement(
                """
                select email, name from core.sign_in_link where digest = $1 and used_at is null and expires_at > now()
                """, [.bytea(digest)])
        ).first.map { row in Person(email: try row.decode("email"), name: try row.decode("name")) }
    }

    /// Uses a link up and begins a session, in one statement: of two who follow it at once, one is signed in.
    /// - Parameters:
    ///   - digest: SHA-256 of the link's token.
    ///   - session: SHA-256 of the session's token.
    ///   - life: after which the session is over whatever its person does.
    /// - Returns: `nil` for a link that is not good.
    public static func use(
        _ digest: [UInt8], for session: [UInt8], life: Duration, in database: some Querying
    ) async throws -> SessionRecord? {
        try await database.query(
            Statement(
                """
                with used as (
                    update core.sign_in_link set used_at = now()
                    where digest = $1 and used_at is null and expires_at > now() returning email, name
                ), begun as (
                    insert into core.session (digest, email, name, expires_at)
                    select $2, email, name, now() + make_interval(secs => $3) from used
                    returning id, email, name, began_at, used_at, expires_at
                ), audited as (
                    insert into core.audit (actor, action, target, detail)
                    select email, 'session.began', email, jsonb_build_object('session', id) from begun
                )
                select * from begun
                """, [.bytea(digest), .bytea(session), .double(Double(life.components.seconds))])
        ).first.map { row in try SessionRecord(row) }
    }

    /// Forgets links and sessions that were over for as long.
    public static func forget(after age: Duration, in database: some Querying) async throws {
        let age = PostgresValue.double(Double(age.components.seconds))
        _ = try await database.pipeline([
            Statement("delete from core.sign_in_link where expires_at < now() - make_interval(secs => $1)", [age]),
            Statement(
                "delete from core.session where coalesce(ended_at, expires_at) < now() - make_interval(secs => $1)",
                [age]),
        ])
    }
}
