-- A replay changes nothing of a letter but its state, twice. Where no index has the state in it and the page has room, that
-- touches no index and takes a third of the log. What waits, and what is on its way, is found in narrow tables instead.
alter table dead_letter_keeper.letter set (fillfactor = 50);
drop index dead_letter_keeper.letter_replaying;
drop index dead_letter_keeper.letter_group;
create index letter_group on dead_letter_keeper.letter ("group", dead_at);
create index selected_letter_outbox on dead_letter_keeper.selected_letter (outbox_id) where outbox_id is not null;
-- Letters are never deleted; the check for it would lock each letter that is selected, and a lock is written like a change.
alter table dead_letter_keeper.selected_letter drop constraint selected_letter_letter_id_fkey;

-- The letters that wait, so that a look at them costs the same however many have been replayed. Triggers keep it, also for the
-- release before.
create table dead_letter_keeper.waiting_letter (letter_id uuid primary key);
insert into dead_letter_keeper.waiting_letter select id from dead_letter_keeper.letter where state = 'waiting';

create function dead_letter_keeper.note_waiting_letter() returns trigger
    language plpgsql
as $$
begin
    if new.state = 'waiting' then
        insert into dead_letter_keeper.waiting_letter values (new.id) on conflict do nothing;
    else
        delete from dead_letter_keeper.waiting_letter where letter_id = new.id;
    end if;
    return null;
end
$$;
create trigger letter_stored after insert on dead_letter_keeper.letter
    for each row execute function dead_letter_keeper.note_waiting_letter();
create trigger letter_moved after update of state on dead_letter_keeper.letter
    for each row when ((old.state = 'waiting') <> (new.state = 'waiting'))
    execute function dead_letter_keeper.note_waiting_letter();

grant select, insert, delete on dead_letter_keeper.waiting_letter to muster_dead_letter_keeper, muster_operator;
