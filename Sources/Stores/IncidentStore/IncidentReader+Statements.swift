import FoundationEssentials
import Incident
import Postgres

// The text of a statement is never put together.
extension IncidentReader {
    static func byIDs(_ ids: [UUID]) -> Statement {
        Statement("select * from core.incident_overview where id = any($1)", [.uuidArray(ids)])
    }

    static func byNumber(_ number: Int64) -> Statement {
        Statement("select * from core.incident_overview where number = $1", [.int8(number)])
    }

    static func newest(
        statuses: [IncidentStatus], visibilities: [Visibility], before: Int64?, count: Int
    ) -> Statement {
        Statement(
            """
            select * from core.incident_overview
            where status = any($1) and visibility = any($2) and number < $3
            order by number desc limit $4
            """,
            [
                .textArray(statuses.map(\.rawValue)), .textArray(visibilities.map(\.rawValue)),
                .int8(before ?? Int64.max), .int(count),
            ])
    }

    static func participants(of id: UUID) -> Statement {
        Statement(
            """
            select email, name, team, location, roles, engaged_by, joined_at
            from core.participant where incident_id = $1 order by joined_at, email limit 1000
            """, [.uuid(id)])
    }

    static func resources(of id: UUID) -> Statement {
        Statement(
            """
            select id, kind, provider, state, external_id, url, attempts, error, planned_at, created_at
            from core.resource where incident_id = $1 order by kind
            """, [.uuid(id)])
    }

    static func resources(of name: IncidentName) -> Statement {
        Statement(
            """
            select r.id, r.kind, r.provider, r.state, r.external_id, r.url, r.attempts, r.error, r.planned_at,
                r.created_at
            from core.resource r join core.incident i on i.id = r.incident_id
            where i.number = $1 order by r.kind
            """, [.int8(name.number)])
    }

    static func participants(of name: IncidentName) -> Statement {
        Statement(
            """
            select p.email, p.name, p.team, p.location, p.roles, p.engaged_by, p.joined_at
            from core.participant p join core.incident i on i.id = p.incident_id
            where i.number = $1 order by p.joined_at, p.email limit $2
            """, [.int8(name.number), .int(IncidentDetail.limit)])
    }

    static func alerts(of name: IncidentName) -> Statement {
        Statement(
            """
            select a.id, a.source, a.format, a.dedup_key, a.status, a.severity, a.title, a.count, a.outcome, a.reason,
                a.route, i.name as incident, a.first_at, a.last_at
            from core.alert a join core.incident i on i.id = a.incident_id
            where i.number = $1 order by a.id desc limit $2
            """, [.int8(name.number), .int(IncidentDetail.limit)])
    }

    static func timeline(of name: IncidentName) -> Statement {
        Statement(
            """
            select t.id, t.at, t.kind, t.actor, t.text
            from core.timeline t
            where t.incident_id = (select i.id from core.incident i where i.number = $1)
            order by t.id desc limit $2
            """, [.int8(name.number), .int(IncidentDetail.limit)])
    }
}
