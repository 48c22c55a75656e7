-- A replay is an order to the dead-letter-keeper: due_at is the time of its next batch. Without one it belongs to a command
-- of the release before, which carries it out itself.
alter table dead_letter_keeper.selection add column due_at timestamptz;
create index selection_due on dead_letter_keeper.selection (due_at) where finished_at is null;
-- What is left of a selection, and what is on its way: a batch costs the same however large the selection is.
create index selected_letter_left on dead_letter_keeper.selected_letter (selection_id, letter_id)
    where state = 'selected';
create index letter_replaying on dead_letter_keeper.letter (id) where state = 'replaying';
