public import Incident
public import Postgres

extension Participants {
    /// What is there for somebody of an incident: who takes part in it sees it though it is restricted, from when they
    /// join until they leave.
    /// - Parameter email: who looks.
    public static func viewer(
        _ email: String, of name: IncidentName, in database: some Querying
    ) async throws -> Viewer {
        let rows = try await database.query(
            Statement(
                """
                select p.email from core.participant p join core.incident i on i.id = p.incident_id
                where i.number = $1 and lower(p.email) = lower($2) and (p.expires_at is null or p.expires_at > now())
                limit 1
                """, [.int8(name.number), .text(email)]))
        return Viewer(seesRestricted: !rows.isEmpty)
    }
}
