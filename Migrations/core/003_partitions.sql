-- Tables partitioned by range of their UUIDv7 id. Partitions are made ahead and dropped when they are older than what is
-- kept, by every process at its start and daily: any of them suffices.

create table core.partitioned_table (
    parent regclass primary key,
    period interval not null check (period >= interval '1 day'),
    ahead interval not null,
    keep interval check (keep > period)
);
comment on column core.partitioned_table.keep is 'Partitions that ended longer ago are dropped; null keeps all.';

create table core.partition (
    parent regclass not null references core.partitioned_table on delete cascade,
    name text not null,
    starts timestamptz not null,
    ends timestamptz not null,
    primary key (parent, starts)
);

create function core.maintain_partitions() returns integer
    language plpgsql security definer set search_path = pg_catalog, core
as $$
declare
    spec record;
    stale record;
    start timestamptz;
    finish timestamptz;
    child text;
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
            execute format('drop table if exists %I.%I', spec.schema, stale.name);
            delete from core.partition p where p.parent = stale.parent and p.starts = stale.starts;
            changed := changed + 1;
        end loop;
    end loop;
    return changed;
end
$$;

create function core.partition_by_id(parent regclass, period interval, ahead interval, keep interval) returns void
    language plpgsql
as $$
begin
    insert into core.partitioned_table (parent, period, ahead, keep) values (parent, period, ahead, keep);
    perform core.maintain_partitions();
end
$$;

revoke all on function core.maintain_partitions, core.partition_by_id from public;
grant execute on function core.maintain_partitions to muster_operator;
