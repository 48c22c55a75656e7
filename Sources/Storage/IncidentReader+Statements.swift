import FoundationEssentials
import Incident
import Postgres

// One statement for each way to find incidents: the text of a statement is never put together.
extension IncidentReader {
    static func byID(_ id: UUID) -> Statement {
        Statement(
            """
            select i.*, c.email as commander_email, c.name as commander_name, c.team as commander_team,
                r.email as reporter_email, r.name as reporter_name, r.team as reporter_team
            from core.incident i
            left join lateral (
                select email, name, team from core.participant p
                where p.incident_id = i.id and 'incident_commander' = any(p.roles) limit 1
            ) c on true
            left join lateral (
                select email, name, team from core.participant p
                where p.incident_id = i.id and 'reporter' = any(p.roles) limit 1
            ) r on true
            where i.id = $1
            """, [.uuid(id)])
    }

    static func byIDs(_ ids: [UUID]) -> Statement {
        Statement(
            """
            select i.*, c.email as commander_email, c.name as commander_name, c.team as commander_team,
                r.email as reporter_email, r.name as reporter_name, r.team as reporter_team
            from core.incident i
            left join lateral (
                select email, name, team from core.participant p
                where p.incident_id = i.id and 'incident_commander' = any(p.roles) limit 1
            ) c on true
            left join lateral (
                select email, name, team from core.participant p
                where p.incident_id = i.id and 'reporter' = any(p.roles) limit 1
            ) r on true
            where i.id = any($1)
            """, [.uuidArray(ids)])
    }

    static func byNumber(_ number: Int64) -> Statement {
        Statement(
            """
            select i.*, c.email as commander_email, c.name as commander_name, c.team as commander_team,
                r.email as reporter_email, r.name as reporter_name, r.team as reporter_team
            from core.incident i
            left join lateral (
                select email, name, team from core.participant p
                where p.incident_id = i.id and 'incident_commander' = any(p.roles) limit 1
            ) c on true
            left join lateral (
                select email, name, team from core.participant p
                where p.incident_id = i.id and 'reporter' = any(p.roles) limit 1
            ) r on true
            where i.number = $1
            """, [.int8(number)])
    }

    static func newest(
        statuses: [IncidentStatus], visibilities: [Visibility], before: Int64?, count: Int
    ) -> Statement {
        Statement(
            """
            select i.*, c.email as commander_email, c.name as commander_name, c.team as commander_team,
                r.email as reporter_email, r.name as reporter_name, r.team as reporter_team
            from core.incident i
            left join lateral (
                select email, name, team from core.participant p
                where p.incident_id = i.id and 'incident_commander' = any(p.roles) limit 1
            ) c on true
            left join lateral (
                select email, name, team from core.participant p
                where p.incident_id = i.id and 'reporter' = any(p.roles) limit 1
            ) r on true
            where i.status = any($1) and i.visibility = any($2) and i.number < $3
            order by i.number desc limit $4
            """,
            [
                .textArray(statuses.map(\.rawValue)), .textArray(visibilities.map(\.rawValue)),
                .int8(before ?? Int64.max), .int(count),
            ])
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
