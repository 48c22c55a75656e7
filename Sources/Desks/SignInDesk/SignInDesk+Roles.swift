import Incident
import Postgres

/// Roles of people, which a terminal grants and the console asks for.
extension SignInDesk {
    /// How long a role may be granted at once, in seconds: one minute to ninety days.
    public static let grantLife = 60.0...(90.0 * 86_400)

    /// The roles that somebody has at this moment.
    public func roles(of email: String) async throws -> Set<PersonRole> {
        let rows = try await database.query(
            """
            select distinct role from core.person_grant
            where lower(email) = lower($1) and revoked_at is null and expires_at > now()
            """, [.text(email)])
        return Set(try rows.compactMap { PersonRole(rawValue: try $0.decode("role")) })
    }

    /// Lets somebody have a role for a while.
    /// - Parameters:
    ///   - seconds: how long, as ``grantLife``.
    ///   - reason: why; 1 to 500 characters.
    ///   - actor: who lets them.
    /// - Throws: ``SignInError``; `PostgresError`.
    public func grant(
        _ role: PersonRole, to email: String, seconds: Double, reason: String, by actor: String
    ) async throws -> RoleGrant {
        guard Self.grantLife.contains(seconds) else {
            throw SignInError(
                .invalid, "a role is granted for one minute to ninety days; say how long with another span")
        }
        guard (1...500).contains(reason.count), !reason.contains(where: \.isNewline) else {
            throw SignInError(.invalid, "a reason is one line of 1 to 500 characters")
        }
        let rows = try await database.query(
            """
            with granted as (
                insert into core.person_grant (email, role, reason, granted_by, expires_at)
                values ($1, $2, $3, $4::text, now() + make_interval(secs => $5)) returning *
            ), noted as (
                insert into core.audit (actor, action, target, detail)
                select $4::text, 'person.granted', email, jsonb_build_object(
                    'role', role, 'reason', reason, 'expires_at', expires_at) from granted
            )
            select * from granted
            """, [.text(email), .text(role.rawValue), .text(reason), .text(actor), .double(seconds)])
        guard let row = rows.first else { throw SignInError(.invalid, "the database did not keep the grant") }
        return try RoleGrant(row)
    }

    /// Takes roles back.
    /// - Parameter role: this one alone; `nil` for all that they have.
    /// - Returns: how many grants ended.
    public func revoke(_ role: PersonRole?, of email: String, by actor: String) async throws -> Int {
        try await database.query(
            """
            with ended as (
                update core.person_grant set revoked_at = now(), revoked_by = $3::text
                where lower(email) = lower($1) and ($2::text is null or role = $2) and revoked_at is null
                    and expires_at > now() returning email, role
            ), noted as (
                insert into core.audit (actor, action, target, detail)
                select $3::text, 'person.revoked', email, jsonb_build_object('role', role) from ended
            )
            select email from ended
            """, [.text(email), .init(role?.rawValue), .text(actor)]
        ).count
    }

    /// Grants, the newest first; at most 500.
    /// - Parameters:
    ///   - email: of this person alone; `nil` for all.
    ///   - areAll: also those that are over.
    public func grants(of email: String?, areAll: Bool) async throws -> [RoleGrant] {
        try await database.query(
            """
            select * from core.person_grant
            where ($1::text is null or lower(email) = lower($1)) and ($2 or revoked_at is null and expires_at > now())
            order by granted_at desc, id desc limit 500
            """, [.init(email), .bool(areAll)]
        ).map { try RoleGrant($0) }
    }
}
