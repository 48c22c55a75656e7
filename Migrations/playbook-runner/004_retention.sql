-- Executions that ended are aged out with their history and tasks, as AWS does after 90 days. Versions of playbooks stay.
create view playbook_runner.past_execution as
select e.id, e.stopped_at as at from playbook_runner.execution e
 where e.stopped_at is not null and e.wanted is null and not core.must_keep(e.incident_id);

create function playbook_runner.retain(kind text, before timestamptz, batch integer) returns bigint
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
    delete from execution where id = any(mine);
    get diagnostics gone = row_count;
    return gone;
end
$$;
comment on function playbook_runner.retain is 'Ages out executions that ended, with their history (executions).';
revoke all on function playbook_runner.retain from public;
