-- Letters are edited before they go back. The letter has what is in force, so that a keeper of the release before sends that; what it
-- said before is kept beside it.
create table dead_letter_keeper.edit (
    letter_id uuid not null references dead_letter_keeper.letter on delete cascade,
    number integer not null,
    body_before bytea not null,
    reason text not null check (length(reason) between 1 and 500),
    edited_by text not null,
    edited_at timestamptz not null default now(),
    primary key (letter_id, number)
);
comment on table dead_letter_keeper.edit is 'What letters said before somebody edited them; the first is what the worker could not handle.';

-- Whoever may edit may do nothing else to a letter: it waits, says what the editor read, and says something else then.
create function dead_letter_keeper.edit_letter(of_letter uuid, read_digest bytea, wanted bytea, why text, actor text)
    returns text
    language plpgsql security definer set search_path = pg_catalog, dead_letter_keeper, pg_temp
as $$
declare
    mine dead_letter_keeper.letter;
begin
    select l.* into mine from dead_letter_keeper.letter l where l.id = of_letter for update;
    if not found then
        return 'none';
    elsif mine.state <> 'waiting' then
        return 'moved';
    elsif mine.body_digest <> read_digest then
        return 'changed';
    elsif exists (
        select from dead_letter_keeper.selected_letter x join dead_letter_keeper.selection s on s.id = x.selection_id
         where x.letter_id = of_letter and x.state = 'selected' and s.finished_at is null) then
        return 'moved';
    end if;
    insert into dead_letter_keeper.edit (letter_id, number, body_before, reason, edited_by)
    values (of_letter, 1 + (select count(*) from dead_letter_keeper.edit e where e.letter_id = of_letter), mine.body, why, actor);
    update dead_letter_keeper.letter set body = wanted, body_digest = sha256(wanted) where id = of_letter;
    insert into core.audit (actor, action, target, detail)
    values (actor, 'dead-letters.edit', of_letter::text, jsonb_build_object('reason', why));
    return 'done';
end
$$;
revoke all on function dead_letter_keeper.edit_letter from public;
grant execute on function dead_letter_keeper.edit_letter to muster_operator, muster_intake;
grant select on dead_letter_keeper.edit to muster_operator, muster_intake;

-- The newest first, page by page.
create index letter_dead_at on dead_letter_keeper.letter (dead_at, id);

-- What waits is noted whoever moves a letter; nobody else writes it.
alter function dead_letter_keeper.note_waiting_letter() security definer;
alter function dead_letter_keeper.note_waiting_letter() set search_path = pg_catalog, dead_letter_keeper, pg_temp;

-- At the console, which intake serves, operators read letters, and order what the keeper carries out. Intake can neither bring a
-- letter in, nor change what one says but by the function above, nor take one away.
grant usage on schema dead_letter_keeper to muster_intake;
grant select on dead_letter_keeper.letter, dead_letter_keeper.waiting_letter, dead_letter_keeper.selection,
    dead_letter_keeper.selected_letter to muster_intake;
grant select (id) on dead_letter_keeper.outbox_pending to muster_intake;
grant select (id, message_id) on dead_letter_keeper.outbox_event to muster_intake;
grant insert on dead_letter_keeper.selection, dead_letter_keeper.selected_letter to muster_intake;
grant update (due_at, finished_at) on dead_letter_keeper.selection to muster_intake;
grant update (state) on dead_letter_keeper.selected_letter, dead_letter_keeper.letter to muster_intake;
