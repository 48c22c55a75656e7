-- People answer at intake's door, which decides in a transaction of its own and tells paging by an event.

create table paging.link_key (
    id integer primary key generated always as identity,
    key bytea not null check (length(key) = 32),
    made_at timestamptz not null default now()
);
comment on table paging.link_key is
    'Signs the links in pages. The newest signs, all are good: to replace one, insert another, and delete it a day later.';
insert into paging.link_key (key)
values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
grant select on paging.link_key to muster_paging, muster_intake;

alter table paging.escalation add column reassigned boolean not null default false;
comment on column paging.escalation.reassigned is 'Whether the first step of the plan is somebody to whom it was reassigned.';

-- Decides about the escalation of a page, under its row's lock: no page of it goes out after the commit of an acknowledgement.
-- `in_hand` is what providers had been given at that moment, and may still arrive.
create function paging.decide(of_page uuid, wanted text, actor text, until_when timestamptz, target jsonb)
    returns table (was text, in_hand text[])
    language plpgsql security definer set search_path = paging, pg_temp
as $$
declare
    mine paging.escalation;
begin
    select e.* into mine from escalation e
     where e.id = (select p.escalation_id from page p where p.id = of_page) for update;
    if not found then
        return;
    end if;
    was := mine.state;
    if was = 'open' or (was = 'acknowledged' and wanted <> 'acknowledged') then
        mine.decided_at := now();
        mine.decided_by := actor;
        case wanted
        when 'acknowledged' then
            mine.state := 'acknowledged';
            mine.due := now() + (mine.plan->>'acknowledgement_expires')::interval;
        when 'snoozed' then
            mine.state := 'acknowledged';
            mine.due := until_when;
        when 'resolved' then
            mine.state := 'resolved';
            mine.due := null;
        when 'escalated' then
            mine.state := 'open';
            mine.turns := case when mine.due is null and was = 'open' then 0 else mine.turns end;
            mine.due := now();
        when 'reassigned' then
            mine.plan := jsonb_set(mine.plan, '{steps}',
                jsonb_build_array(jsonb_build_object(
                    'targets', jsonb_build_array(target), 'wait', mine.plan#>'{steps,0,wait}'))
                || case when mine.reassigned then (mine.plan->'steps') - 0 else mine.plan->'steps' end);
            mine.reassigned := true;
            mine.state := 'open';
            mine.turns := 0;
            mine.due := now();
        end case;
        update escalation e
           set state = mine.state, due = mine.due, turns = mine.turns, plan = mine.plan, reassigned = mine.reassigned,
               decided_at = mine.decided_at, decided_by = mine.decided_by
         where e.id = mine.id;
        if wanted <> 'escalated' then
            perform end_pages(array[mine.id],
                case wanted when 'resolved' then 'resolved' when 'reassigned' then 'superseded' else 'acknowledged' end,
                actor);
        end if;
    end if;
    select coalesce(array_agg(p.person || ' by ' || a.channel order by p.person), '{}') into in_hand
      from attempt a join page p on p.id = a.page_id
     where p.escalation_id = mine.id and a.state = 'calling' and a.kind = 'page';
    return next;
end
$$;
comment on function paging.decide is
    'Acknowledges, resolves, snoozes, escalates or reassigns; says what the escalation was, and what providers have in hand.';
revoke all on function paging.decide from public;
grant execute on function paging.decide to muster_intake;

-- Intake shows pages.
grant usage on schema paging to muster_intake;
grant select on paging.escalation, paging.step, paging.page, paging.attempt to muster_intake;
