-- What starts playbooks by itself: investigations, which tell the same trouble from another one, and schedules; how many executions
-- of a playbook may run; and what its input must look like. A release that knows none of it leaves it as it is.
create table playbook_runner.investigation (
    id uuid primary key,
    dedup_hash text check (length(dedup_hash) = 32),
    status text not null default 'open' check (status in ('open', 'closed', 'active', 'whitelisted')),
    event_type text not null,
    playbook text not null,
    repeats integer not null default 0,
    opened_at timestamptz not null default now(),
    changed_at timestamptz not null default now()
);
comment on column playbook_runner.investigation.dedup_hash is
    'MD5 of the event''s type and of the details that tell it from others, as SOCless makes it; null for one without such details.';
comment on column playbook_runner.investigation.repeats is 'Events that came while it was not closed.';
-- One investigation of the same trouble at a time: whoever comes second waits for the first, and finds it.
create unique index investigation_open on playbook_runner.investigation (dedup_hash) where status <> 'closed';

alter table playbook_runner.execution
    add column investigation_id uuid,
    add column is_duplicate boolean not null default false;
create index execution_running on playbook_runner.execution (playbook, id) where status = 'RUNNING';
create index execution_investigation on playbook_runner.execution (investigation_id) where investigation_id is not null;

alter table playbook_runner.playbook add column max_running integer check (max_running between 1 and 10000);
comment on column playbook_runner.playbook.max_running is
    'Executions that have begun and not ended, at most; others wait for a place. Null for any number.';

alter table playbook_runner.playbook_version add column input_schema text;
comment on column playbook_runner.playbook_version.input_schema is 'A JSON Schema that inputs must fit; null for any input.';

create table playbook_runner.schedule (
    name text primary key,
    playbook text not null,
    rule text not null,
    due_at timestamptz,
    configuration bigint not null,
    started_at timestamptz,
    problem text
);
comment on table playbook_runner.schedule is 'The schedules of the configuration, and when each is due next.';
comment on column playbook_runner.schedule.rule is 'Cron line and zone: another one is reckoned anew.';
comment on column playbook_runner.schedule.configuration is 'The version that it was taken from: an older one changes nothing.';
comment on column playbook_runner.schedule.problem is 'Why it did not start when it was due last; null when it did.';

grant select, insert, update on playbook_runner.investigation to muster_playbook_runner;
grant select, insert, update, delete on playbook_runner.schedule to muster_playbook_runner;
grant select on playbook_runner.investigation, playbook_runner.schedule to muster_operator, muster_intake;
grant insert, update (repeats, changed_at) on playbook_runner.investigation to muster_intake;
grant insert (investigation_id, is_duplicate) on playbook_runner.execution to muster_intake;
grant update (max_running) on playbook_runner.playbook to muster_intake;

-- A playbook that an alert has started opens an incident for it, or ends it.
grant insert on core.incident to muster_playbook_runner;
grant select, insert on core.question to muster_playbook_runner;
grant select (id, source, dedup_key, status, severity, title, outcome, incident_id), update (status, last_at, reason, outcome,
    incident_id) on core.alert to muster_playbook_runner;
grant select, delete on core.open_alert to muster_playbook_runner;
