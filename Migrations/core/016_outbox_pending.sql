-- What waits to be published is a narrow row of its own, beside the log of what was announced. A mark is then the deletion
-- of a few bytes; it used to copy the whole message, which was a third of the database's work for an alert.
--
-- The log `outbox_event` is what `outbox` was; `outbox_pending` says which of its rows wait. `outbox` becomes a view of both,
-- which people read, and to which the release before goes on writing: its statements insert, lease, mark and back off
-- through the view's triggers, and what either release leaves behind the other finds.

create function core.write_outbox() returns trigger
    language plpgsql security definer set search_path = pg_catalog, core
as $$
declare
    touched integer;
begin
    if tg_op = 'DELETE' then
        raise exception 'an outbox forgets by itself, after three days' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'INSERT' then
        execute format(
            'insert into %I.outbox_event (id, message_id, exchange, routing_key, type, correlation_id, traceparent,
                content_type, body, created_at, published_at)
             select ($1).id, ($1).message_id, ($1).exchange, ($1).routing_key, ($1).type, ($1).correlation_id,
                ($1).traceparent, ($1).content_type, ($1).body, ($1).created_at, ($1).published_at', tg_table_schema)
            using new;
    end if;
    if new.published_at is not null then
        if tg_op = 'UPDATE' then
            execute format('delete from %I.outbox_pending where id = $1', tg_table_schema) using new.id;
        end if;
    elsif tg_op = 'UPDATE' and old.published_at is null then
        -- Whoever had the lease meanwhile keeps it: a view locks no rows for those who would skip them.
        execute format(
            'update %I.outbox_pending set claimable_at = $2, attempts = $3 where id = $1 and claimable_at = $4',
            tg_table_schema) using new.id, new.claimable_at, new.attempts, old.claimable_at;
        get diagnostics touched = row_count;
        if touched = 0 then
            return null;
        end if;
    else
        execute format(
            'insert into %I.outbox_pending (id, claimable_at, attempts) values ($1, $2, $3) on conflict do nothing',
            tg_table_schema) using new.id, new.claimable_at, new.attempts;
    end if;
    return new;
end
$$;
comment on function core.write_outbox is
    'Lets the release before write to its outbox, which is a view of a log and of what waits.';
revoke all on function core.write_outbox from public;

create function core.add_outbox_pending(worker text) returns void
    language plpgsql
as $$
declare
    role text := 'muster_' || worker;
begin
    execute format('alter table %I.outbox rename to outbox_event', worker);
    execute format($sql$
        create table %I.outbox_pending (
            id uuid primary key,
            claimable_at timestamptz not null default now() + interval '30 seconds',
            attempts integer not null default 0
        )
    $sql$, worker);
    execute format(
        'insert into %1$I.outbox_pending (id, claimable_at, attempts)
         select id, claimable_at, attempts from %1$I.outbox_event where published_at is null', worker);
    execute format('create index outbox_pending_claimable on %I.outbox_pending (claimable_at)', worker);
    -- Their index goes with them.
    execute format('alter table %I.outbox_event drop column claimable_at, drop column attempts', worker);

    -- A worker's own statements ask for what waits: what was published is for others to read, and costs the worker nothing.
    execute format($sql$
        create view %1$I.outbox as
        select e.id, e.message_id, e.exchange, e.routing_key, e.type, e.correlation_id, e.traceparent, e.content_type,
               e.body, e.created_at, p.claimable_at, p.attempts, null::timestamptz as published_at
          from %1$I.outbox_pending p join %1$I.outbox_event e on e.id = p.id
        union all
        select e.id, e.message_id, e.exchange, e.routing_key, e.type, e.correlation_id, e.traceparent, e.content_type,
               e.body, e.created_at, e.created_at, 0, coalesce(e.published_at, e.created_at)
          from %1$I.outbox_event e
         where current_user <> %2$L and not exists (select from %1$I.outbox_pending p where p.id = e.id)
    $sql$, worker, role);
    execute format($sql$
        alter view %I.outbox
            alter column content_type set default 'application/cloudevents+json',
            alter column created_at set default now(),
            alter column claimable_at set default now() + interval '30 seconds',
            alter column attempts set default 0
    $sql$, worker);
    execute format(
        'create trigger write instead of insert or update or delete on %I.outbox
            for each row execute function core.write_outbox()', worker);

    execute format('grant select, insert, update, delete on %I.outbox_pending to %I', worker, role);
    execute format('grant select, insert, update on %I.outbox to %I', worker, role);
    execute format('grant select on %1$I.outbox, %1$I.outbox_pending to muster_operator', worker);
    execute format('grant insert on %I.outbox_pending to muster_operator', worker);
    execute format('grant update (claimable_at, published_at, attempts) on %I.outbox to muster_operator', worker);
    if has_table_privilege('muster_operator', format('%I.outbox_event', worker), 'insert') then
        execute format('grant insert on %I.outbox to muster_operator', worker);
    end if;

    execute format(
        'comment on table %I.outbox_event is %L', worker,
        'What was announced, for three days. published_at is null for what went out at once after created_at.');
    execute format(
        'comment on table %I.outbox_pending is %L', worker,
        'Which events wait to be published; until claimable_at only the process that leased them publishes them.');
    execute format(
        'comment on view %I.outbox is %L', worker,
        'What was announced, and whether it waits. The worker itself sees only what waits.');
end
$$;
comment on function core.add_outbox_pending is 'Keeps what waits in a worker''s outbox apart from the log of what was announced.';
revoke all on function core.add_outbox_pending from public;

select core.add_outbox_pending(n.nspname)
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
    perform core.add_outbox_pending(worker);
end
$$;

-- As before, but what still waits to be published is kept, however old it is: a broker may be away for longer than three days.
create or replace function core.maintain_partitions() returns integer
    language plpgsql security definer set search_path = pg_catalog, core
as $$
declare
    spec record;
    stale record;
    start timestamptz;
    finish timestamptz;
    child text;
    waits boolean;
    changed integer := 0;
begin
    perform pg_advisory_xact_lock(hashtext('core.maintain_partitions'));
    for spec in
        select t.*, n.nspname as schema, c.relname as table
        from core.partitioned_table t
        join pg_class c on c.oid = t.parent
        join pg_namespace n on n.oid = c.relnamespace
    loop
        start := (select max(ends) from core.partition p where p.parent = spec.parent);
        start := coalesce(start, date_trunc('day', now() - coalesce(spec.keep, spec.period)));
        while start < now() + spec.ahead loop
            finish := start + spec.period;
            child := spec.table || '_' || to_char(start at time zone 'UTC', 'YYYYMMDD');
            execute format(
                'create table %I.%I partition of %I.%I for values from (%L) to (%L)',
                spec.schema, child, spec.schema, spec.table, core.uuid_floor(start), core.uuid_floor(finish));
            insert into core.partition (parent, name, starts, ends) values (spec.parent, child, start, finish);
            start := finish;
            changed := changed + 1;
        end loop;
        for stale in
            select p.* from core.partition p where p.parent = spec.parent and p.ends < now() - spec.keep
        loop
            waits := false;
            if spec.table = 'outbox_event' then
                execute format(
                    'select exists (select from %I.outbox_pending where id >= %L and id < %L)',
                    spec.schema, core.uuid_floor(stale.starts), core.uuid_floor(stale.ends)) into waits;
            end if;
            continue when waits;
            execute format('drop table if exists %I.%I', spec.schema, stale.name);
            delete from core.partition p where p.parent = stale.parent and p.starts = stale.starts;
            changed := changed + 1;
        end loop;
    end loop;
    return changed;
end
$$;
