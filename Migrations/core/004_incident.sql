-- What an incident is: the rows that every process reads.

create table core.incident (
    id uuid primary key,
    number bigint generated always as identity unique,
    name text not null generated always as ('INC-' || number) stored unique,
    title text not null check (length(title) between 1 and 200),
    description text not null check (length(description) <= 20000),
    status text not null default 'active' check (status in ('active', 'stable', 'closed')),
    type text not null,
    severity text not null,
    priority text not null,
    visibility text not null default 'open' check (visibility in ('open', 'restricted')),
    source text not null check (source in ('report', 'alert', 'playbook')),
    drill boolean not null default false,
    alert_count integer not null default 0,
    version integer not null default 1,
    detected_at timestamptz not null default now(),
    reported_at timestamptz not null default now(),
    assembled_at timestamptz,
    stable_at timestamptz,
    closed_at timestamptz,
    updated_at timestamptz not null default now()
);
comment on column core.incident.version is 'Grows by one with every change; events carry it.';
create index incident_open on core.incident (id) where status <> 'closed';

create table core.participant (
    incident_id uuid not null references core.incident,
    email text not null,
    name text not null,
    team text,
    location text,
    roles text[] not null,
    engaged_by text not null,
    joined_at timestamptz not null default now(),
    primary key (incident_id, email)
);

-- An incident with its commander and its reporter. Whoever reads it needs the rights to both tables.
create view core.incident_overview with (security_invoker) as
select i.*, c.email as commander_email, c.name as commander_name, c.team as commander_team,
    r.email as reporter_email, r.name as reporter_name, r.team as reporter_team
from core.incident i
left join lateral (
    select email, name, team from core.participant p
    where p.incident_id = i.id and 'incident_commander' = any(p.roles) limit 1
) c on true
left join lateral (
    select email, name, team from core.participant p
    where p.incident_id = i.id and 'reporter' = any(p.roles) limit 1
) r on true;

create table core.resource (
    id uuid primary key,
    incident_id uuid not null references core.incident,
    kind text not null
        check (kind in ('ticket', 'conversation', 'storage', 'document', 'sheet', 'group', 'conference')),
    provider text not null,
    state text not null default 'pending' check (state in ('pending', 'created', 'failed')),
    external_id text,
    url text,
    attempts integer not null default 0,
    error text,
    planned_at timestamptz not null default now(),
    created_at timestamptz,
    unique (incident_id, kind)
);
create index resource_external on core.resource (external_id) where external_id is not null;

create table core.timeline (
    id uuid primary key default core.uuid_v7(),
    incident_id uuid not null,
    at timestamptz not null default now(),
    kind text not null,
    actor text not null,
    text text not null
) partition by range (id);
create index timeline_incident on core.timeline (incident_id, id);
select core.partition_by_id('core.timeline', interval '30 days', interval '60 days', null);
