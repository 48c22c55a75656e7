public import Escalation
public import FoundationEssentials
import IncidentStore
public import Postgres

/// A row of `paging.attempt` that is to be carried out, with what it says.
public struct PlannedAttempt: Sendable, Hashable {
    /// UUIDv7 of when it was planned.
    public var id: UUID
    /// What it is for.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// To find somebody who answers.
        case page
        /// To tell somebody who was paged that somebody else has answered.
        case taken
    }

    /// What it is for.
    public var kind: Kind
    /// The page that it belongs to.
    public var page: UUID
    /// What the page is about.
    public var incident: UUID
    /// `INC-17`.
    public var incidentName: String
    /// Who is to be reached.
    public var person: String
    /// What carries it.
    public var channel: ContactRule.Channel
    /// Where to.
    public var address: String
    /// From whom a mail is.
    public var sender: String
    /// What it says in one line.
    public var subject: String
    /// What it says.
    public var body: String
    /// Why the person is paged: `step 1 of payments, schedule payments`.
    public var reason: String
    /// When it was due.
    public var due: Date
    /// How often it was begun.
    public var tries: Int
    /// Who has answered, if somebody has.
    public var decidedBy: String?

    /// Begins an attempt, unless its escalation needs nobody any more.
    ///
    /// One statement, which commits by itself: the escalation's row is locked by it as by who acknowledges. Whoever is second sees
    /// what the first has decided, so that no attempt begins after the commit of an acknowledgement. Attempts that a crash has cut
    /// off, and those that have failed and are replayed, begin again.
    /// - Returns: no row when nobody is to be reached any more.
    public static func begin(_ id: UUID) -> Statement {
        Statement(
            """
            with wanted as (
                select e.id, e.decided_by from paging.escalation e
                where e.id = (
                        select p.escalation_id from paging.attempt a join paging.page p on p.id = a.page_id
                        where a.id = $1)
                    and (e.state = 'open' or exists (
                        select from paging.attempt a where a.id = $1 and a.kind = 'taken'))
                for share of e
            )
            update paging.attempt a set state = 'calling', called_at = clock_timestamp(), tries = a.tries + 1
            from wanted e, paging.page p, core.incident i
            where a.id = $1 and a.bundle is null and a.state in ('planned', 'calling', 'failed') and p.id = a.page_id
                and p.escalation_id = e.id and i.id = p.incident_id
            returning a.id, a.page_id, a.kind, p.incident_id, i.name, p.person, a.channel, a.address, a.sender,
                p.subject, p.body, p.step || ' of ' || p.policy || ', ' || p.reason as reason, a.due_at, e.decided_by,
                a.tries
            """, [.uuid(id)])
    }

    /// An attempt as it was planned.
    public static func find(_ id: UUID) -> Statement {
        Statement(
            """
            select a.id, a.page_id, a.kind, p.incident_id, i.name, p.person, a.channel, a.address, a.sender,
                p.subject, p.body, p.step || ' of ' || p.policy || ', ' || p.reason as reason, a.due_at, e.decided_by,
                a.tries
            from paging.attempt a join paging.page p on p.id = a.page_id join core.incident i on i.id = p.incident_id
            join paging.escalation e on e.id = p.escalation_id
            where a.id = $1
            """, [.uuid(id)])
    }

    /// Reads the row of ``begin(_:)`` or ``find(_:)``.
    public init(_ row: PostgresRow) throws {
        id = try row.decode("id")
        page = try row.decode("page_id")
        kind = try row.enumeration("kind", of: Kind.self)
        incident = try row.decode("incident_id")
        incidentName = try row.decode("name")
        person = try row.decode("person")
        channel = try row.enumeration("channel", of: ContactRule.Channel.self)
        address = try row.decode("address")
        sender = try row.decode("sender")
        subject = try row.decode("subject")
        body = try row.decode("body")
        reason = try row.decode("reason")
        due = try row.decode("due_at")
        tries = try row.decode("tries")
        decidedBy = try row.decode("decided_by")
    }
}
