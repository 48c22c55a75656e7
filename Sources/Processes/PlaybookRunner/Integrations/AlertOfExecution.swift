import FoundationEssentials
import Incident
import IncidentStore
import Postgres

/// The alert that started an execution, as far as the runner may see it.
struct AlertOfExecution: Sendable {
    let id: UUID
    let source: String
    let severity: AlertSeverity
    let title: String
    let incidentID: UUID?
    /// `INC-17`; `nil` for an alert of no incident.
    let incident: String?

    /// Takes the alert's row to the transaction's end; `nil` for none.
    static func held(_ id: UUID?, in database: some Querying) async throws -> AlertOfExecution? {
        guard let id else { return nil }
        return try await database.query(
            Statement(
                """
                select a.source, a.severity, a.title, a.incident_id,
                    (select i.name from core.incident i where i.id = a.incident_id) as incident
                from core.alert a where a.id = $1 for update
                """, [.uuid(id)])
        ).first.map { row in
            AlertOfExecution(
                id: id, source: try row.decode("source"), severity: try row.enumeration("severity"),
                title: try row.decode("title"), incidentID: try row.decode("incident_id"),
                incident: try row.decode("incident"))
        }
    }

    /// Says that an incident has the alert.
    func attach(to incident: UUID, _ reason: String) -> Statement {
        Statement(
            "update core.alert set outcome = 'incident', incident_id = $2, reason = $3 where id = $1",
            [.uuid(id), .uuid(incident), .text(reason)])
    }

    /// Ends an alert of no incident, and takes back its row of those that are open: in the order in which intake takes them.
    /// Returns what others are told of it, unless it is over already or has an incident.
    static func resolve(_ id: UUID, _ reason: String) -> Statement {
        Statement(
            """
            with found as (
                select id, source, dedup_key from core.alert
                where id = $1 and status <> 'resolved' and incident_id is null
            ), taken as (
                delete from core.open_alert o using found
                where o.source = found.source and o.dedup_key = found.dedup_key and o.alert_id = found.id
                returning o.alert_id
            )
            update core.alert a set status = 'resolved', last_at = now(), reason = $2
            from found left join taken on taken.alert_id = found.id
            where a.id = found.id and a.status <> 'resolved' and a.incident_id is null
            returning a.source, a.dedup_key, a.severity, a.title, a.outcome
            """, [.uuid(id), .text(reason)])
    }
}
