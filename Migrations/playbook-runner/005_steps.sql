-- What came of each step: for the timeline of an incident, which an execution may have only later, for its last line, and for the
-- count of what goes by itself. A runner of the release before this one writes none, and is counted by its executions alone.
create table playbook_runner.step (
    execution_id uuid not null references playbook_runner.execution,
    number integer not null check (number > 0),
    state text not null,
    integration text,
    outcome text not null check (outcome in ('done', 'failed', 'timed_out')),
    detail text,
    at timestamptz not null default now(),
    primary key (execution_id, number)
);
comment on table playbook_runner.step is 'What came of the steps of executions, each time they ended. Append-only.';
comment on column playbook_runner.step.number is 'The last event of the history when it ended: their order.';
comment on column playbook_runner.step.detail is 'What is told of it: an answer, a status, an error. Never a payload.';

grant select, insert on playbook_runner.step to muster_playbook_runner;
grant select on playbook_runner.step to muster_intake, muster_operator;

create index execution_stopped on playbook_runner.execution (playbook, stopped_at) where stopped_at is not null;

create or replace function playbook_runner.retain(kind text, before timestamptz, batch integer) returns bigint
    language plpgsql set search_path = playbook_runner, core, pg_temp
as $$
declare
    mine uuid[];
    gone bigint;
begin
    if kind <> 'executions' then
        return null;
    elsif batch is null then
        return (select count(*) from past_execution where at < before);
    end if;
    -- The history of one may have 25,000 events.
    mine := array(select id from past_execution where at < before order by id
                   limit greatest(1, batch / 100) for update skip locked);
    delete from history where execution_id = any(mine);
    delete from task where execution_id = any(mine);
    delete from step where execution_id = any(mine);
    delete from execution where id = any(mine);
    get diagnostics gone = row_count;
    return gone;
end
$$;
