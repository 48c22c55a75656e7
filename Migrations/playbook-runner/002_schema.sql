-- What the playbook-runner owns: playbooks in versions that never change, and executions, each one row of how it stands and an
-- append-only history. Payloads and definitions are text: jsonb forgets the order of members and how numbers were written.
select core.make_worker_schema('playbook_runner');

create table playbook_runner.playbook (
    name text primary key check (name ~ '^[A-Za-z0-9_-]{1,80}$'),
    current integer not null check (current > 0)
);
comment on column playbook_runner.playbook.current is 'The version that executions start with.';

create table playbook_runner.playbook_version (
    playbook text not null,
    number integer not null check (number > 0),
    digest bytea not null check (length(digest) = 32),
    machine text not null,
    source text not null,
    applied_at timestamptz not null default now(),
    applied_by text not null,
    primary key (playbook, number)
);
comment on column playbook_runner.playbook_version.source is 'The text that was applied; machine is what executions run by.';

create table playbook_runner.execution (
    id uuid primary key,
    playbook text not null,
    version integer not null,
    name text not null check (name ~ '^[A-Za-z0-9_-]{1,80}$'),
    status text not null default 'RUNNING'
        check (status in ('RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED')),
    incident_id uuid references core.incident,
    alert_id uuid,
    input text not null,
    seed text not null check (length(seed) between 16 and 64),
    started_by text not null,
    started_at timestamptz not null default now(),
    stopped_at timestamptz,
    output text,
    error text,
    cause text,
    state text,
    active text[] not null default '{}',
    events integer not null default 0,
    paused_at timestamptz,
    paused_by text,
    due integer[] not null default '{}',
    wanted text check (wanted in ('stop', 'redrive')),
    wanted_by text,
    wanted_error text,
    wanted_cause text,
    unique (playbook, name),
    check ((status = 'RUNNING') = (stopped_at is null))
) with (fillfactor = 50);
create index execution_open on playbook_runner.execution (id) where status = 'RUNNING';
create index execution_incident on playbook_runner.execution (incident_id) where incident_id is not null;
comment on column playbook_runner.execution.state is 'The interpreter''s state between two steps; null before the first.';
comment on column playbook_runner.execution.seed is 'The secret behind its random values and task tokens.';
comment on column playbook_runner.execution.due is 'Timers that rang while it was paused.';
comment on column playbook_runner.execution.wanted is 'What somebody wants of it that the runner has not seen to yet.';

create table playbook_runner.history (
    execution_id uuid not null references playbook_runner.execution,
    number integer not null check (number > 0),
    at timestamptz not null,
    type text not null,
    event text not null,
    primary key (execution_id, number)
);
comment on table playbook_runner.history is 'What happened in executions, as GetExecutionHistory shows it. Append-only.';

create table playbook_runner.task (
    token bytea primary key check (length(token) = 32),
    execution_id uuid not null references playbook_runner.execution,
    number integer not null check (number > 0),
    state_name text not null,
    integration text not null,
    kind text not null check (kind in ('outside', 'call', 'prompt')),
    wraps boolean not null default false,
    input text not null,
    secret text,
    asked_at timestamptz not null default now(),
    until timestamptz,
    status text not null default 'open' check (status in ('open', 'answered', 'done', 'cancelled')),
    output text,
    error text,
    cause text,
    answered_at timestamptz,
    answered_by text,
    unique (execution_id, number)
) with (fillfactor = 70);
create index task_waiting on playbook_runner.task (execution_id) where status in ('open', 'answered');
comment on column playbook_runner.task.token is 'SHA-256 of the token that an answer must carry.';
comment on column playbook_runner.task.secret is 'The token itself until whoever has to answer was sent it.';
comment on column playbook_runner.task.wraps is 'Whether the output stands in an object as AWS Lambda answers it.';
comment on column playbook_runner.task.status is
    'Open until somebody answers; answered until the execution has the answer; cancelled when it does not wait any more.';

grant select, insert, update on playbook_runner.playbook, playbook_runner.execution, playbook_runner.task
    to muster_playbook_runner;
grant select, insert on playbook_runner.playbook_version, playbook_runner.history to muster_playbook_runner;
grant select on playbook_runner.playbook, playbook_runner.playbook_version, playbook_runner.execution,
    playbook_runner.history to muster_operator;
grant select (token, execution_id, number, state_name, integration, kind, wraps, input, asked_at, until, status, output,
    error, cause, answered_at, answered_by) on playbook_runner.task to muster_operator;

-- It writes to incidents what playbooks do there, and makes their tasks.
grant select on core.incident_overview, core.resource to muster_playbook_runner;
grant select, update on core.incident to muster_playbook_runner;
grant select, insert, update on core.participant, core.task to muster_playbook_runner;
grant select, insert on core.task_step to muster_playbook_runner;
grant insert on core.timeline to muster_playbook_runner;

-- People apply, start, stop and answer at intake's door, which writes what they want; what becomes of an execution, the runner
-- alone writes.
grant usage on schema playbook_runner to muster_intake;
grant select on playbook_runner.playbook, playbook_runner.playbook_version, playbook_runner.execution,
    playbook_runner.history to muster_intake;
grant insert on playbook_runner.playbook, playbook_runner.playbook_version to muster_intake;
grant update (current) on playbook_runner.playbook to muster_intake;
grant insert (id, playbook, version, name, incident_id, alert_id, input, seed, started_by)
    on playbook_runner.execution to muster_intake;
grant update (paused_at, paused_by, wanted, wanted_by, wanted_error, wanted_cause)
    on playbook_runner.execution to muster_intake;
grant select (token, execution_id, number, state_name, integration, kind, wraps, input, asked_at, until, status, output,
    error, cause, answered_at, answered_by) on playbook_runner.task to muster_intake;
grant update (status, output, error, cause, answered_at, answered_by) on playbook_runner.task to muster_intake;
