public import FoundationEssentials
public import Postgres

/// Attempts to one address that go together, and those that are held back.
public enum Bundles {
    /// Puts an attempt off when there were as many messages to its address as there may be: 5 in 15 minutes, 11 in an hour, 21 in
    /// three (the limits that GoAlert has for text messages). Two instances may each let one through at the same moment.
    /// - Returns: a row with `due_at`, until when it waits; none when it may go.
    public static func hold(_ id: UUID) -> Statement {
        Statement(
            """
            with mine as (
                select channel, address from paging.attempt
                where id = $1 and kind = 'page' and state = 'planned' and bundle is null
            ), free as (
                select x.called_at + w.span as at,
                    'held back: ' || w.n || ' messages in ' || w.words || ' went to this address' as reason
                from mine m
                cross join (values (5, interval '15 minutes', '15 minutes'), (11, interval '1 hour', 'an hour'),
                    (21, interval '3 hours', '3 hours')) as w (n, span, words)
                cross join lateral (
                    select o.called_at from paging.attempt o
                    where o.channel = m.channel and o.address = m.address and o.kind = 'page' and o.bundle is null
                        and o.state in ('calling', 'sent') and o.called_at > now() - w.span
                    order by o.called_at desc offset w.n - 1 limit 1) x
                order by 1 desc limit 1
            )
            update paging.attempt a set due_at = free.at, answer = free.reason
            from free where a.id = $1 and a.state = 'planned' and free.at > now() returning a.due_at
            """, [.uuid(id)])
    }

    /// Takes along what is due to the same address, of escalations that look for somebody. What another instance is at is left
    /// to it.
    public static func gather(_ id: UUID) -> Statement {
        Statement(
            """
            with others as (
                select a.id from paging.attempt l
                join paging.attempt a on a.channel = l.channel and a.address = l.address and a.id <> l.id
                join paging.page p on p.id = a.page_id
                join paging.escalation e on e.id = p.escalation_id
                where l.id = $1 and a.kind = 'page' and a.state = 'planned' and a.due_at <= now() and e.state = 'open'
                order by a.id limit 1000 for share of e skip locked for update of a skip locked
            )
            update paging.attempt a set state = 'calling', called_at = clock_timestamp(), bundle = $1
            from others o where a.id = o.id
            """, [.uuid(id)])
    }

    /// Leaves out what was to go along and has been answered since the try before: no page goes out after the commit of an
    /// acknowledgement. Locks as `PlannedAttempt.begin` does.
    public static func leaveOutAnswered(_ id: UUID) -> Statement {
        Statement(
            """
            with wanted as (
                select a.id from paging.attempt a join paging.page p on p.id = a.page_id
                join paging.escalation e on e.id = p.escalation_id
                where a.bundle = $1 and a.state = 'calling' and e.state = 'open' order by e.id for share of e
            ), answered as (
                update paging.attempt set state = 'superseded', bundle = null, ended_at = clock_timestamp(), answer = $2
                where bundle = $1 and state = 'calling' and id not in (select id from wanted) returning id, page_id
            )
            update paging.page p set state = 'superseded' from answered a
            where p.id = a.page_id and p.state = 'due'
                and not exists (
                    select from paging.attempt o where o.page_id = p.id and o.state = 'calling' and o.id <> a.id)
            """, [.uuid(id), .text(Attempts.wasInHand)])
    }

    /// What goes along with an attempt, in its order.
    public static func members(_ id: UUID) -> Statement {
        Statement(
            """
            select a.id, a.page_id, a.kind, p.incident_id, i.name, p.person, a.channel, a.address, a.sender,
                p.subject, p.body, p.step || ' of ' || p.policy || ', ' || p.reason as reason, a.due_at, e.decided_by,
                a.tries
            from paging.attempt a join paging.page p on p.id = a.page_id join core.incident i on i.id = p.incident_id
            join paging.escalation e on e.id = p.escalation_id
            where a.bundle = $1 and a.state = 'calling' order by a.id
            """, [.uuid(id)])
    }

    /// Lets go what was to go along, to be sent alone.
    /// - Returns: a row with `id`, `name` and `incident_id` for each.
    public static func release(_ id: UUID) -> Statement {
        Statement(
            """
            update paging.attempt a set state = 'planned', bundle = null
            from paging.page p, core.incident i
            where a.bundle = $1 and a.state = 'calling' and p.id = a.page_id and i.id = p.incident_id
            returning a.id, i.name, p.incident_id
            """, [.uuid(id)])
    }
}
