-- What people keep quiet for a while, and which alerts were held back by that or by a maintenance window of the
-- configuration. A release that knows neither table routes every alert.
create table core.silence (
    id uuid primary key default core.uuid_v7(),
    matchers jsonb not null check (jsonb_typeof(matchers) = 'array'),
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    reason text not null check (length(reason) between 1 and 1000),
    author text not null check (length(author) between 1 and 254),
    created_at timestamptz not null default now(),
    created_by text not null,
    expired_at timestamptz,
    expired_by text,
    check (isfinite(starts_at) and isfinite(ends_at) and starts_at <= ends_at),
    check ((expired_at is null) = (expired_by is null))
);
create index silence_end on core.silence (ends_at);
comment on table core.silence is
    'Alerts that all matchers match open and page nothing while it lasts. Who ends one early brings its end forward.';

create table core.held_alert (
    alert_id uuid primary key,
    silence_id uuid,
    maintenance text,
    routing jsonb not null,
    held_at timestamptz not null,
    released_at timestamptz,
    check ((silence_id is null) <> (maintenance is null))
);
create index held_alert_silence on core.held_alert (silence_id) where silence_id is not null;
create index held_alert_maintenance on core.held_alert (maintenance, alert_id)
    where maintenance is not null and released_at is null;
comment on table core.held_alert is
    'What held an alert back last, until it was routed or resolved, and what routes decide by that the alert does not keep.';

grant select on core.silence, core.held_alert to muster_operator;
