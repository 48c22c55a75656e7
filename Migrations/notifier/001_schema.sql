-- The notifier decides whom to tell what, and tells each of them once.
select core.make_worker_schema('notifier');

grant select on core.incident, core.incident_overview, core.participant, core.resource to muster_notifier;
grant insert on core.timeline to muster_notifier;

create table notifier.told (
    incident_id uuid primary key,
    version integer not null,
    status text not null
);
comment on table notifier.told is 'The newest version of an incident whose status was announced: older ones are superseded.';

create table notifier.notice (
    id uuid primary key,
    incident_id uuid not null,
    kind text not null check (kind in ('announcement', 'welcome', 'status')),
    channel text not null check (channel in ('mail', 'conversation')),
    recipient text not null,
    version integer not null,
    state text not null default 'planned' check (state in ('planned', 'sent', 'superseded', 'failed')),
    subject text not null,
    body text not null,
    headers jsonb not null default '{}',
    planned_at timestamptz not null default now(),
    sent_at timestamptz,
    error text,
    unique (incident_id, kind, channel, recipient, version)
);
comment on column notifier.notice.headers is
    'Message-ID and Date of a mail, fixed here before the first try so that every try sends the same mail.';
grant select, insert, update on notifier.told, notifier.notice to muster_notifier;
grant select on notifier.told, notifier.notice to muster_operator;
