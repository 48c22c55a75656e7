-- Letters that were replayed or discarded are aged out, with what was decided of them. One that waits never is.
create view dead_letter_keeper.past_letter as
select l.id, l.dead_at as at from dead_letter_keeper.letter l
 where l.state in ('replayed', 'discarded')
   and not exists (
       select from dead_letter_keeper.selected_letter x join dead_letter_keeper.selection s on s.id = x.selection_id
        where x.letter_id = l.id and s.finished_at is null)
   and not exists (select from core.incident i where i.name = l.incident and core.must_keep(i.id));
create index selected_letter_letter on dead_letter_keeper.selected_letter (letter_id);

create function dead_letter_keeper.retain(kind text, before timestamptz, batch integer) returns bigint
    language plpgsql set search_path = dead_letter_keeper, core, pg_temp
as $$
declare
    mine uuid[];
    gone bigint;
begin
    if kind <> 'dead_letters' then
        return null;
    elsif batch is null then
        return (select count(*) from past_letter where at < before);
    end if;
    mine := array(select id from past_letter where at < before order by id limit batch for update skip locked);
    delete from selected_letter where letter_id = any(mine);
    delete from letter where id = any(mine);
    get diagnostics gone = row_count;
    delete from selection where id in (
        select s.id from selection s
         where s.finished_at < before and not exists (select from selected_letter x where x.selection_id = s.id)
         order by s.id limit batch for update skip locked);
    return gone;
end
$$;
comment on function dead_letter_keeper.retain is 'Ages out letters that were replayed or discarded (dead_letters).';
revoke all on function dead_letter_keeper.retain from public;

-- The digest is that of the body, also of one in which somebody is not named any more.
create function dead_letter_keeper.after_erasure() returns void
    language sql set search_path = dead_letter_keeper, pg_temp
as $$
    update letter set body_digest = sha256(body) where position(convert_to('@erased.invalid', 'UTF8') in body) > 0
        and body_digest <> sha256(body)
$$;
revoke all on function dead_letter_keeper.after_erasure from public;
