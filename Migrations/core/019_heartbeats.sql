-- What says regularly that all is well, as it was heard last.
create table core.heartbeat (
    name text primary key check (length(name) between 1 and 100),
    source text not null,
    beat_at timestamptz not null,
    beats bigint not null default 1,
    due_at timestamptz not null,
    missed_at timestamptz,
    alert_id uuid
);
comment on table core.heartbeat is
    'The last beat of each heartbeat of the configuration that was ever heard. missed_at: since when it counts as missing.';
grant select on core.heartbeat to muster_operator;
