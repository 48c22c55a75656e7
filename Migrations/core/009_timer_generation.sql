-- A timer that is set again has a greater generation than any before under its key, also when the one before has fired and its
-- row is gone: its message may still wait in a queue, and carries its generation. A release before this one counts within
-- the row, which is what its handlers know.

create function core.add_timer_generation(worker text) returns void
    language plpgsql
as $$
declare
    first bigint;
begin
    execute format('select coalesce(max(generation), 0) + 1 from %I.timer', worker) into first;
    execute format('create sequence %I.timer_generation start with %s', worker, first);
    execute format('alter table %I.timer alter column generation type bigint', worker);
    execute format(
        'alter table %I.timer alter column generation set default nextval(%L)',
        worker, format('%I.timer_generation', worker));
    execute format('grant usage on sequence %I.timer_generation to %I', worker, 'muster_' || worker);
end
$$;
comment on function core.add_timer_generation is 'Numbers the settings of a worker''s timers with a sequence of its own.';
revoke all on function core.add_timer_generation from public;

select core.add_timer_generation(n.nspname)
  from core.partitioned_table t
  join pg_class c on c.oid = t.parent
  join pg_namespace n on n.oid = c.relnamespace
 where c.relname = 'inbox';

-- What the template makes for a new worker, it makes as before; then comes what was added to it since.
alter function core.make_worker_schema(text) rename to make_worker_tables;
comment on function core.make_worker_tables is 'The first part of core.make_worker_schema: the tables as they were at first.';

create function core.make_worker_schema(worker text) returns void
    language plpgsql
as $$
begin
    perform core.make_worker_tables(worker);
    perform core.add_timer_generation(worker);
end
$$;
comment on function core.make_worker_schema is
    'Makes the schema of a worker (inbox, outbox, effect, timer) and grants it to the role muster_<worker> alone.';
revoke all on function core.make_worker_schema from public;
