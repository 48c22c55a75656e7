-- What a notice said is aged out; that it was sent stays, so that nobody is told twice. What failed stays as long as its message
-- can be replayed.
create index notice_text on task_tracker.notice (id) where body <> '';
create view task_tracker.past_notice as
select n.id, coalesce(n.sent_at, n.planned_at) as at from task_tracker.notice n
 where n.body <> '' and not core.must_keep(n.incident_id)
   and (n.state in ('sent', 'superseded') or n.state = 'failed' and n.planned_at < now() - interval '100 days');

create function task_tracker.retain(kind text, before timestamptz, batch integer) returns bigint
    language plpgsql set search_path = task_tracker, core, pg_temp
as $$
declare
    gone bigint;
begin
    if kind <> 'payloads' then
        return null;
    elsif batch is null then
        return (select count(*) from past_notice where at < before);
    end if;
    update notice set body = '' where id in (
        select id from past_notice where at < before order by id limit batch for update skip locked);
    get diagnostics gone = row_count;
    return gone;
end
$$;
comment on function task_tracker.retain is 'Empties what notices of incidents that are over said (payloads).';
revoke all on function task_tracker.retain from public;
