-- What nobody asks for any more is deleted, by any process, a thousand rows of a table at a time.
--
-- Idempotency keys are kept for three days, as long as the outboxes keep what was published: a client that repeats a request
-- after a long weekend without a network gets the first answer. Effects are kept as long as the inbox of their worker (100
-- days, and up to the length of a partition more): a message that is older than the inbox is refused, so nobody comes back to
-- its effects.

create function core.forget_outdated(batch integer) returns integer
    language plpgsql security definer set search_path = pg_catalog, core
as $$
declare
    worker record;
    gone integer;
    forgotten integer := 0;
begin
    -- One process at a time suffices, and the others need not wait for it.
    if not pg_try_advisory_xact_lock(hashtext('core.forget_outdated')) then
        return 0;
    end if;
    delete from core.idempotency where (principal, key) in (
        select principal, key from core.idempotency
         where created_at < now() - interval '3 days' order by created_at limit batch for update skip locked);
    get diagnostics gone = row_count;
    forgotten := forgotten + gone;
    for worker in
        select n.nspname as schema, min(p.starts) as oldest
          from core.partition p
          join pg_class c on c.oid = p.parent
          join pg_namespace n on n.oid = c.relnamespace
         where c.relname = 'inbox' group by n.nspname
    loop
        -- Also by the message that was last at it: an effect may be older than a message that comes back to it.
        execute format(
            'delete from %1$I.effect where (key, step, provider) in (
                select key, step, provider from %1$I.effect
                 where started_at < $1 and message_id < core.uuid_floor($1) limit $2 for update skip locked)',
            worker.schema) using worker.oldest, batch;
        get diagnostics gone = row_count;
        forgotten := forgotten + gone;
    end loop;
    return forgotten;
end
$$;
comment on function core.forget_outdated is
    'Deletes idempotency keys older than three days and effects older than their inbox, up to so many of each table. Returns
how many: 0 when there are no more, or when another process is at it.';
revoke all on function core.forget_outdated from public;

create function core.add_retention(worker text) returns void
    language plpgsql
as $$
begin
    -- Rows lie in the order of their making: a block range index finds the old ones, and costs writers next to nothing.
    execute format('create index effect_age on %I.effect using brin (started_at)', worker);
    execute format('grant execute on function core.forget_outdated to %I', 'muster_' || worker);
end
$$;
comment on function core.add_retention is 'Lets old effects of a worker be found, and the worker have them forgotten.';
revoke all on function core.add_retention from public;

select core.add_retention(n.nspname)
  from core.partitioned_table t
  join pg_class c on c.oid = t.parent
  join pg_namespace n on n.oid = c.relnamespace
 where c.relname = 'inbox';

create or replace function core.make_worker_schema(worker text) returns void
    language plpgsql
as $$
begin
    perform core.make_worker_tables(worker);
    perform core.add_timer_generation(worker);
    perform core.add_retention(worker);
end
$$;

comment on table core.idempotency is 'The first answers to requests with an idempotency key, kept for three days.';
-- 003_partitions.sql says daily; a file that was applied cannot be mended.
comment on function core.maintain_partitions is
    'Makes partitions ahead and drops those that ended longer ago than is kept. The migrator calls it, and every process that
runs a worker at its start and every six hours: any of them suffices.';
