import Postgres

/// The questions of the ledger.
enum LedgerStatements {
    /// Where each pair of a message and its consumer is: counted where that is certain, one row each where it is not.
    ///
    /// Steps of playbooks are in the hands of integrations outside once they are published: their executions wait for the result.
    /// Nobody is owed what was published before they consumed it. A message may lie in several outboxes (a replay publishes it again) and be named by several dead letters: it is
    /// one pair all the same. Done counts first: a relay that died between confirm and mark publishes once more what is
    /// done already. A dead letter that was replayed is under way again.
    static func pairs(_ schemas: [WorkerSchema], _ consumers: Consumers, facts: [String]) -> Statement {
        let outbox = WorkerSchema.union(
            schemas,
            """
            select message_id, exchange, routing_key, type, correlation_id, created_at, published_at from {schema}.outbox
            """)
        let inbox = WorkerSchema.union(
            schemas, "select '{worker}'::text as worker, message_id from {schema}.inbox where done_at is not null")
        let text = """
            with route as (
                select r.*, coalesce(c.since, '-infinity') as since
                  from unnest($1::text[], $2::text[], $3::text[]) as r (exchange, key, worker)
                  left join core.consumption c
                    on c.worker = r.worker and c.exchange = r.exchange and c.routing_key = r.key
            ), message as (
                \(outbox)
            ), pair as (
                select m.message_id, r.worker, min(m.type) as type, bool_or(m.published_at is null) as waits,
                       (array_agg(m.correlation_id))[1] as correlation_id, min(m.created_at) as announced_at,
                       bool_and(m.exchange = 'incidents' and m.routing_key = any($4)
                            or m.exchange = 'playbooks' and m.routing_key like 'task.%') as unheard
                  from message m
                  left join route r on r.exchange = m.exchange and r.key = m.routing_key and m.created_at >= r.since
                 group by m.message_id, r.worker
            ), done as (
                \(inbox)
            ), letter as (
                select worker, message_id, bool_or(state in ('waiting', 'replaying')) as dead,
                       bool_or(state = 'replayed') as replayed
                  from dead_letter_keeper.letter group by worker, message_id
            ), placed as (
                select p.message_id, p.worker, p.type, p.correlation_id, p.announced_at,
                       case when d.message_id is not null then 'done'
                            when p.waits then 'outbox'
                            when p.worker is null and p.unheard then 'done'
                            when p.worker is null then 'unroutable'
                            when l.dead then 'dead'
                            when l.worker is not null and not l.replayed then 'discarded'
                            else 'pending' end as place
                  from pair p
                  left join done d on d.worker = p.worker and d.message_id = p.message_id
                  left join letter l on l.worker = p.worker and l.message_id = p.message_id::text
            )
            select place, count(*) as count, null::uuid as message_id, null::text as worker, null::text as type,
                   null::text as incident, null::timestamptz as announced_at
              from placed where place not in ('pending', 'unroutable') group by place
            union all
            select p.place, 1, p.message_id, p.worker, p.type, i.name, p.announced_at
              from placed p left join core.incident i on i.id = p.correlation_id
             where p.place in ('pending', 'unroutable')
            """
        return Statement(
            SQL(trusted: text),
            [
                .textArray(consumers.exchanges), .textArray(consumers.keys), .textArray(consumers.workers),
                .textArray(facts),
            ])
    }

    /// What did not come from an outbox: alerts that detectors published themselves, and what nobody could read.
    /// The same three days as the outboxes.
    static func foreign(_ schemas: [WorkerSchema]) -> Statement {
        let outbox = WorkerSchema.union(schemas, "select message_id from {schema}.outbox")
        return Statement(
            SQL(
                trusted: """
                    with announced as materialized (
                        \(outbox)
                    )
                    select 'done' as place, count(*) as count from intake.inbox i
                     where i.done_at > now() - interval '3 days'
                       and not exists (select from announced a where a.message_id = i.message_id)
                    union all
                    select case when state = 'discarded' then 'discarded' else 'dead' end, count(*)
                      from dead_letter_keeper.letter l
                     where dead_at > now() - interval '3 days' and state <> 'replayed'
                       and not exists (select from announced a where a.message_id::text = l.message_id)
                     group by 1
                    """))
    }

    /// Reports and alerts of the last three days with, or one by one without, their announcement: intake's, or the
    /// playbook-runner's for an incident that a playbook opened.
    static let facts = Statement(
        """
        with announced as materialized (
            select type, correlation_id, convert_from(body, 'UTF8')::jsonb #>> '{data,alert}' as alert
              from (select type, correlation_id, body from intake.outbox
                    union all
                    select type, correlation_id, body from playbook_runner.outbox) o
             where type in ('muster.incident.opened.v1', 'muster.alert.opened.v1')
        ), fact as (
            select 'incident' as kind, i.id, i.name as incident,
                   exists (select from announced a
                            where a.type = 'muster.incident.opened.v1' and a.correlation_id = i.id) as announced
              from core.incident i where i.reported_at > now() - interval '2 days 23 hours'
            union all
            select 'alert', l.id, (select i.name from core.incident i where i.id = l.incident_id),
                   exists (select from announced a
                            where a.type = 'muster.alert.opened.v1' and a.alert = l.id::text)
              from core.alert l
             where l.id >= core.uuid_floor(now() - interval '2 days 23 hours') and l.outcome <> 'rejected'
        )
        select kind, true as announced, null::uuid as id, null::text as incident, count(*) as count
          from fact where announced group by kind
        union all
        select kind, false, id, incident, 1 from fact where not announced
        """)
}
