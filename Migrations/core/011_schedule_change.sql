-- What people change about a schedule for a span of time. Schedules themselves are configuration; these rows are not.
create table core.schedule_change (
    id uuid primary key default core.uuid_v7(),
    schedule text not null check (length(schedule) between 1 and 100),
    kind text not null check (kind in ('override', 'swap', 'added')),
    layer text,
    person text not null,
    other text,
    shadow boolean not null default false,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    reason text not null default '',
    created_at timestamptz not null default now(),
    created_by text not null,
    withdrawn_at timestamptz,
    withdrawn_by text,
    check (isfinite(starts_at) and isfinite(ends_at) and starts_at < ends_at),
    check ((kind = 'override') = (layer is not null)),
    check ((kind = 'swap') = (other is not null)),
    check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index schedule_change_end on core.schedule_change (ends_at);
comment on table core.schedule_change is
    'Overrides, swaps and extra cover. Where they overlap the later one wins, by id. Withdrawn ones stay as what was said.';

grant select on core.schedule_change to muster_operator;
