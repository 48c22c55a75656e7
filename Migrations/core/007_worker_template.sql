-- The schema that every worker has. One template, so that the runtime's statements fit all of them: each role's
-- search_path begins with its own schema.

create function core.make_worker_schema(worker text) returns void
    language plpgsql
as $$
declare
    role text := 'muster_' || worker;
begin
    execute format('create schema %I', worker);
    execute format('grant usage on schema %I to %I', worker, role);

    execute format($sql$
        create table %1$I.inbox (
            message_id uuid primary key,
            claimed_at timestamptz not null default now(),
            lease_until timestamptz,
            token integer not null default 1,
            done_at timestamptz
        ) partition by range (message_id)
    $sql$, worker);
    perform core.partition_by_id(
        format('%I.inbox', worker)::regclass, interval '10 days', interval '30 days', interval '100 days');

    execute format($sql$
        create table %1$I.outbox (
            id uuid primary key,
            message_id uuid not null,
            exchange text not null,
            routing_key text not null,
            type text not null,
            correlation_id uuid,
            traceparent text,
            content_type text not null default 'application/cloudevents+json',
            body bytea not null,
            created_at timestamptz not null default now(),
            claimable_at timestamptz not null default now() + interval '30 seconds',
            attempts integer not null default 0,
            published_at timestamptz
        ) partition by range (id)
    $sql$, worker);
    execute format('create index outbox_unpublished on %I.outbox (claimable_at) where published_at is null', worker);
    perform core.partition_by_id(
        format('%I.outbox', worker)::regclass, interval '1 day', interval '14 days', interval '3 days');

    execute format($sql$
        create table %1$I.effect (
            key text not null,
            step text not null,
            message_id uuid not null,
            token integer not null,
            provider text not null,
            intent jsonb not null,
            started_at timestamptz not null default now(),
            lease_until timestamptz not null,
            uncertain_until timestamptz not null,
            done_at timestamptz,
            result jsonb,
            primary key (key, step, provider)
        )
    $sql$, worker);

    execute format($sql$
        create table %1$I.timer (
            id uuid primary key default core.uuid_v7(),
            key text not null unique,
            due timestamptz not null,
            generation integer not null default 1,
            type text not null,
            subject text not null,
            correlation_id uuid,
            traceparent text,
            data jsonb not null
        )
    $sql$, worker);
    execute format('create index timer_due on %I.timer (due)', worker);

    execute format('grant select, insert, update on all tables in schema %I to %I', worker, role);
    execute format('grant delete on %I.timer, %I.effect to %I', worker, worker, role);
    execute format('grant usage on schema %I to muster_operator', worker);
    execute format('grant select on all tables in schema %I to muster_operator', worker);
    execute format('grant update (claimable_at, published_at, attempts) on %I.outbox to muster_operator', worker);

    execute format('grant select on core.configuration, core.paused_queue, core.applied_topology to %I', role);
    execute format('grant execute on function core.maintain_partitions to %I', role);
end
$$;
comment on function core.make_worker_schema is
    'Makes the schema of a worker (inbox, outbox, effect, timer) and grants it to the role muster_<worker> alone.';
revoke all on function core.make_worker_schema from public;
