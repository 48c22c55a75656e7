-- What is to be done in incidents, and all that happened to it. Tasks lie in core since every door makes them and several
-- processes change them; what reminds of them is task_tracker's own. A release that does not know the tables shows no tasks.
create table core.task (
    id uuid primary key default core.uuid_v7(),
    incident_id uuid not null references core.incident,
    text text not null check (length(text) between 1 and 2000),
    state text not null default 'open' check (state in ('open', 'resolved', 'dropped')),
    owner text,
    assignees text[] not null default '{}',
    due timestamptz not null check (isfinite(due)),
    due_set_at timestamptz not null default now(),
    priority text not null default 'medium' check (priority in ('low', 'medium', 'high')),
    source text not null check (source in ('api', 'conversation', 'document', 'provider')),
    source_key text unique,
    url text,
    created_at timestamptz not null default now(),
    created_by text not null,
    resolved_at timestamptz,
    resolved_by text,
    reminded_at timestamptz,
    escalated_at timestamptz,
    steps integer not null default 0,
    check ((state = 'open') = (resolved_at is null)),
    check ((resolved_at is null) = (resolved_by is null))
) with (fillfactor = 70);
create index task_incident on core.task (incident_id, id);
create index task_open on core.task (id) where state = 'open';
comment on column core.task.source_key is
    'What it was made from, such as native/message/ID/0: however often that is read, it is one task.';
comment on column core.task.due_set_at is 'When the due time was decided: reminders are spread from there on.';
comment on column core.task.reminded_at is 'When a reminder went out last, not when it was due.';
comment on column core.task.steps is 'Rows of its history: the next one has the next number.';

create table core.task_step (
    task_id uuid not null references core.task,
    number integer not null check (number > 0),
    at timestamptz not null default now(),
    kind text not null,
    actor text not null,
    text text not null,
    primary key (task_id, number)
);
comment on table core.task_step is 'The history of tasks. Append-only.';

grant select on core.task, core.task_step to muster_operator;
