import FoundationEssentials
import Incident
import IncidentStore
import Postgres

extension AlertState {
    init(
        claimed: PostgresResult?, candidates: Set<UUID>, open: PostgresResult?, groups: PostgresResult?,
        locked: PostgresResult?, firing: PostgresResult?
    ) throws {
        for row in claimed.map(Array.init) ?? [] {
            let id: UUID = try row.decode("alert_id")
            guard !candidates.contains(id) else { continue }
            openIDs[AlertKey(source: try row.decode("source"), key: try row.decode("dedup_key"))] = id
        }
        for row in open.map(Array.init) ?? [] {
            let incident: UUID? = try row.decode("incident_id")
            self.open[try row.decode("id")] = Open(
                severity: try row.enumeration("severity"), title: try row.decode("title"),
                outcome: try row.enumeration("outcome"), route: try row.decode("route"),
                isWaiting: try row.decode("is_waiting"), lastAt: try row.decode("last_at"),
                incident: try incident.map { id in
                    var incident = try OpenIncident(id: id, row)
                    incident.closedAt = try row.decode("closed_at")
                    return incident
                })
        }
        for row in groups.map(Array.init) ?? [] {
            let key = AlertKey(source: try row.decode("source"), key: try row.decode("group_key"))
            incidents[key] = try OpenIncident(id: row.decode("id"), row)
        }
        for row in locked.map(Array.init) ?? [] {
            standings[try row.decode("id")] = Standing(
                version: try row.decode("version"), status: try row.enumeration("status"), firing: 0)
        }
        for row in firing.map(Array.init) ?? [] {
            standings[try row.decode("incident_id")]?.firing = try row.decode("firing")
        }
    }
}

extension OpenIncident {
    /// Reads what every statement says of an incident that alerts belong to.
    init(id: UUID, _ row: PostgresRow) throws {
        self.init(
            id: id, number: try row.decode("number"), omitted: try row.decode("alerts_omitted"),
            openedAt: try row.decode("reported_at"), restedAt: try row.decode("alerts_rest_at"),
            isSettled: try row.decode("is_settled", as: Bool?.self) ?? false,
            isActive: try row.decode("status", as: String?.self) == IncidentStatus.active.rawValue,
            isStorm: try row.decode("storm", as: String?.self) != nil,
            worst: try row.decode("alerts_worst", as: String?.self).flatMap { AlertSeverity(rawValue: $0) },
            version: try row.decode("version"))
    }
}
