public import FoundationEssentials
public import Postgres

/// What becomes of attempts to reach somebody.
public enum Attempts {
    /// What is written of an attempt that a provider may have had when somebody answered.
    static let wasInHand = "was in the provider's hands when it was answered"

    /// The provider has taken it, with all that it took along.
    public static func sent(_ id: UUID, by provider: String, answer: String) -> [Statement] {
        [
            Statement(
                """
                update paging.attempt set state = 'sent', provider = $2, answer = $3, ended_at = clock_timestamp()
                where id = $1 or bundle = $1
                """, [.uuid(id), .text(provider), .text(answer)]),
            Statement(
                """
                update paging.page p set state = 'sent', handed_at = coalesce(p.handed_at, clock_timestamp())
                from paging.attempt a
                where (a.id = $1 or a.bundle = $1) and p.id = a.page_id and p.state in ('due', 'failed')
                """, [.uuid(id)]),
        ]
    }

    /// Takes an attempt back whose use is over. One that was cut off while a provider may have had it says so.
    public static func supersede(_ id: UUID) -> Statement {
        Statement(
            """
            with attempt as (
                update paging.attempt set state = 'superseded', ended_at = clock_timestamp(),
                    answer = case when state = 'calling' then $2 end
                where id = $1 and bundle is null and state in ('planned', 'calling', 'failed') returning page_id
            )
            update paging.page p set state = 'superseded' from attempt a
            where p.id = a.page_id and p.state = 'due'
                and not exists (
                    select from paging.attempt o where o.page_id = p.id and o.state = 'calling' and o.id <> $1)
            """, [.uuid(id), .text(wasInHand)])
    }

    /// The provider refuses it for good.
    /// - Returns: a row with the next attempt (`next`) that may be made at once, if any, and whether it was the last way to
    ///   reach the person (`last`).
    public static func failed(_ id: UUID, because answer: String) -> Statement {
        Statement(
            """
            with failed as (
                update paging.attempt set state = 'failed', answer = $2, ended_at = clock_timestamp()
                where id = $1 and state <> 'sent' returning page_id
            ), other as (
                select a.page_id, a.id, a.position, a.state from paging.attempt a join failed f using (page_id)
                where a.id <> $1 and a.state in ('planned', 'calling', 'sent')
            )
            select f.page_id, not exists (select from other) as last,
                (select o.id from other o where o.state = 'planned' order by o.position limit 1) as next
            from failed f
            """, [.uuid(id), .text(answer)])
    }

    /// Plans to tell those whose pages went out that somebody has taken the incident, each once for a page, in the way in which
    /// they were paged first; not to whoever has taken it.
    /// - Returns: the ids of the attempts that are new.
    public static func tellTaken(ofIncident id: UUID, by actor: String) -> Statement {
        Statement(
            """
            insert into paging.attempt (id, page_id, kind, position, channel, address, sender, due_at)
            select core.uuid_v7(), p.id, 'taken', 0, a.channel, a.address, a.sender, now()
            from paging.page p
            cross join lateral (
                select * from paging.attempt a where a.page_id = p.id and a.kind = 'page' and a.state = 'sent'
                order by a.position limit 1) a
            where p.incident_id = $1 and p.state = 'acknowledged' and lower(p.person) <> lower($2)
            on conflict do nothing returning id
            """, [.uuid(id), .text(actor)])
    }

    /// Nobody could be reached by a page.
    /// - Returns: the page's escalation, when all pages of its newest step have failed so that the next one is due now.
    public static func pageFailed(_ page: UUID) -> Statement {
        Statement(
            """
            with page as (
                update paging.page set state = 'failed' where id = $1 and state = 'due'
                returning id, escalation_id, number
            )
            update paging.escalation e set due = now() from page p
            where e.id = p.escalation_id and e.state = 'open' and e.due > now() and e.taken = p.number + 1
                and not exists (
                    select from paging.page o
                    where o.escalation_id = p.escalation_id and o.number = p.number and o.id <> p.id
                        and o.state <> 'failed')
            returning e.id
            """, [.uuid(page)])
    }
}
