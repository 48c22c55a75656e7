-- What a page said is aged out; whom it reached when, and who answered, stays. How somebody is reached is only theirs.
create index page_text on paging.page (id) where body <> '';
create view paging.past_page as
select p.id, coalesce(p.handed_at, p.due_at) as at from paging.page p
 where p.body <> '' and p.state <> 'due' and not core.must_keep(p.incident_id)
   and not exists (select from paging.attempt a where a.page_id = p.id and a.state in ('planned', 'calling'));

create function paging.retain(kind text, before timestamptz, batch integer) returns bigint
    language plpgsql set search_path = paging, core, pg_temp
as $$
declare
    gone bigint;
begin
    if kind <> 'payloads' then
        return null;
    elsif batch is null then
        return (select count(*) from past_page where at < before);
    end if;
    update page set body = '' where id in (
        select id from past_page where at < before order by id limit batch for update skip locked);
    get diagnostics gone = row_count;
    return gone;
end
$$;
comment on function paging.retain is 'Empties what pages of incidents that are over said (payloads).';
revoke all on function paging.retain from public;

-- Where somebody is reached besides the address that names them. One that others are reached by as well is nobody's.
create function paging.addresses_of(who text) returns setof text
    language sql stable set search_path = paging, pg_temp
as $$
    with reached as (
        select lower(person) as person, lower(address) as address from contact where channel in ('mail', 'sms', 'voice')
        union select lower(person), lower(address) from trial where channel in ('mail', 'sms', 'voice')
        union select lower(p.person), lower(a.address) from attempt a join page p on p.id = a.page_id
         where a.channel in ('mail', 'sms', 'voice')
    )
    select r.address from reached r
     where r.person = who and length(r.address) >= 5
       and not exists (select from reached o where o.address = r.address and o.person <> who
                          and o.person not like 'erased-%@erased.invalid')
$$;
comment on function paging.addresses_of is 'Mail addresses and telephone numbers of somebody.';

create function paging.forget_person(who text) returns table (place text, rows bigint)
    language plpgsql set search_path = paging, pg_temp
as $$
begin
    delete from contact where lower(person) = who;
    get diagnostics rows = row_count;
    place := 'contact';
    return next;
    delete from contact_rule where lower(person) = who;
    get diagnostics rows = row_count;
    place := 'contact_rule';
    return next;
    delete from trial where lower(person) = who;
    get diagnostics rows = row_count;
    place := 'trial';
    return next;
    delete from shift_notice where lower(person) = who;
    get diagnostics rows = row_count;
    place := 'shift_notice';
    return next;
end
$$;
comment on function paging.forget_person is 'Deletes how somebody is reached and what was tried and told them.';
revoke all on function paging.addresses_of, paging.forget_person from public;
