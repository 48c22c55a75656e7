public import FoundationEssentials
public import IncidentStore
import JSON
public import Postgres

/// Finds what paging should have done by now and has not, whatever it was that kept it from it.
///
/// Its statements know the rows and nothing of the code that writes them: they ask what has become of each due time, not who was
/// to carry it out.
public enum PageAudit {
    /// How late something is before it counts as overdue: more than a redelivery takes after a crash.
    public static let grace: Duration = .seconds(60)

    /// Something that is overdue.
    public struct Finding: Sendable, Hashable {
        /// The incident.
        public var incident: UUID
        /// `INC-17`.
        public var incidentName: String
        /// What of the incident it is, so that it is told once: turns that were taken before.
        public var turn: Int
        /// What was due and when, in a sentence without its end.
        public var detail: String
        /// Mail addresses of those who are to hear of it.
        public var lastResort: [String]

        /// Something that is overdue.
        public init(incident: UUID, incidentName: String, turn: Int, detail: String, lastResort: [String]) {
            self.incident = incident
            self.incidentName = incidentName
            self.turn = turn
            self.detail = detail
            self.lastResort = lastResort
        }
    }

    /// Turns that were not taken, turns without a page, ends before the last resort, and attempts that were not handed over; the
    /// worst of an incident first, at most 100.
    public static func overdue(grace: Duration = grace, in database: some Querying) async throws -> [Finding] {
        let rows = try await database.query(
            Statement(
                """
                with late as (
                    select now() - interval '1 millisecond' * $1 as before
                ), open as (
                    select e.*, i.name from paging.escalation e join core.incident i on i.id = e.incident_id
                    where e.state in ('open', 'acknowledged')
                ), finding as (
                    select o.id, 0 as rank, 'the next step of ' || o.policy || ' was due at '
                        || to_char(o.due, 'YYYY-MM-DD HH24:MI:SS') || ' UTC and was not taken' as detail
                    from open o, late where o.due < late.before
                    union all
                    select o.id, 1, o.policy || ' ended before its last resort'
                    from open o, late
                    where o.state = 'open' and o.due is null and o.began_at < late.before and not exists (
                        select from paging.step s where s.escalation_id = o.id and s.outcome = 'last_resort')
                    union all
                    select o.id, 2, s.title || ' of ' || o.policy || ' was taken and paged nobody'
                    from open o join paging.step s on s.escalation_id = o.id, late
                    where s.outcome not in ('superseded', 'passed_over') and s.taken_at < late.before and not exists (
                        select from paging.page p where p.escalation_id = s.escalation_id and p.number = s.number)
                    union all
                    select o.id, 3, 'the page to ' || p.person || ' by ' || a.channel || ' was due at '
                        || to_char(a.due_at, 'YYYY-MM-DD HH24:MI:SS') || ' UTC and was not handed over'
                    from open o join paging.page p on p.escalation_id = o.id join paging.attempt a on a.page_id = p.id, late
                    where a.state in ('planned', 'calling') and a.due_at < late.before
                        and (a.called_at is null or a.called_at < late.before)
                )
                select distinct on (o.id) o.incident_id, o.name, o.taken, f.detail,
                    (select array_agg(x) from jsonb_array_elements_text(o.plan->'last_resort') x) as last_resort
                from finding f join open o using (id) order by o.id, f.rank limit 100
                """, [.int8(grace.components.seconds * 1000)]))
        return try rows.map { row in
            Finding(
                incident: try row.decode("incident_id"), incidentName: try row.decode("name"),
                turn: try row.decode("taken"), detail: try row.decode("detail"),
                lastResort: try row.decode("last_resort", as: [String]?.self) ?? [])
        }
    }

    /// Active incidents that were opened or changed in the last day and have no escalation at all, whether or not they ask for
    /// one.
    public static func withoutEscalation(
        grace: Duration = grace, in database: some Querying
    ) async throws -> [IncidentRecord] {
        let rows = try await database.query(
            Statement(
                """
                select i.* from core.incident_overview i
                where i.status = 'active' and i.updated_at < now() - interval '1 millisecond' * $1
                    and i.updated_at > now() - interval '1 day'
                    and i.paging_ended_at is null
                    and not exists (select from paging.escalation e where e.incident_id = i.id)
                order by i.id limit 1000
                """, [.int8(grace.components.seconds * 1000)]))
        return try rows.map { row in try IncidentRecord(row) }
    }
}
