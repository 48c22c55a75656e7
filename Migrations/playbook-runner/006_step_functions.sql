-- What clients of AWS Step Functions say of playbooks besides their text: type and role of a state machine, aliases of versions, and
-- heartbeats of steps. A release that knows none of it leaves it as it is; its runner hears no heartbeat that comes this way.
create table playbook_runner.state_machine (
    playbook text primary key,
    type text not null check (type in ('STANDARD', 'EXPRESS')),
    role_arn text not null check (length(role_arn) between 1 and 256)
);
comment on column playbook_runner.state_machine.role_arn is 'As the client said it; nothing is done in this role.';

create table playbook_runner.playbook_alias (
    playbook text not null,
    name text not null check (name ~ '^[A-Za-z0-9_.-]{1,80}$' and name !~ '^[0-9]+$'),
    description text not null default '' check (length(description) <= 256),
    version integer not null check (version > 0),
    weight integer not null default 100 check (weight between 0 and 100),
    other_version integer check (other_version > 0),
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now(),
    primary key (playbook, name),
    check (other_version is not null or weight = 100)
);
comment on column playbook_runner.playbook_alias.weight is
    'How many of 100 executions start with version; the others start with other_version.';

alter table playbook_runner.task add column heartbeat_at timestamptz;
comment on column playbook_runner.task.heartbeat_at is 'When somebody said last that it is at work, until the runner has heard it.';

grant select, insert, update on playbook_runner.state_machine to muster_intake;
grant select, insert, update, delete on playbook_runner.playbook_alias to muster_intake;
grant select (heartbeat_at), update (heartbeat_at) on playbook_runner.task to muster_intake;
grant select on playbook_runner.state_machine, playbook_runner.playbook_alias to muster_operator;
grant select (heartbeat_at) on playbook_runner.task to muster_operator;
