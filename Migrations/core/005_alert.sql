-- Alerts as they were normalised, the constraint that makes one open alert of a deduplication key, and what was refused.

create table core.alert (
    id uuid primary key,
    source text not null,
    format text not null,
    dedup_key text not null check (length(dedup_key) between 1 and 512),
    status text not null check (status in ('open', 'acknowledged', 'resolved')),
    severity text not null,
    title text not null,
    description text not null default '',
    labels jsonb not null default '{}',
    url text,
    group_key text,
    count integer not null default 1,
    outcome text not null
        check (outcome in ('incident', 'attached', 'playbook', 'silenced', 'no_route', 'rejected')),
    reason text not null,
    route text,
    incident_id uuid,
    source_message_id text,
    first_at timestamptz not null default now(),
    last_at timestamptz not null default now()
) partition by range (id);
create index alert_incident on core.alert (incident_id) where incident_id is not null;
create index alert_key on core.alert (source, dedup_key, id);
select core.partition_by_id('core.alert', interval '30 days', interval '60 days', null);

create table core.open_alert (
    source text not null,
    dedup_key text not null,
    alert_id uuid not null,
    primary key (source, dedup_key)
);
comment on table core.open_alert is
    'At most one open alert of a source and deduplication key. Unpartitioned, so that the database enforces it.';

create table core.alert_group (
    source text not null,
    group_key text not null,
    incident_id uuid not null references core.incident,
    opened_at timestamptz not null default now(),
    primary key (source, group_key)
);
comment on table core.alert_group is 'The incident that a group of alerts opened: later alerts of the group join it while it is open.';

create table core.refused_body (
    id uuid primary key default core.uuid_v7(),
    source text not null,
    format text not null,
    received_at timestamptz not null default now(),
    reason text not null,
    body bytea not null check (octet_length(body) <= 65536)
);
comment on table core.refused_body is
    'Bodies of authenticated sources that could not be read, cut to 64 KiB; the newest thousand of a source are kept.';
create index refused_body_source on core.refused_body (source, id);
