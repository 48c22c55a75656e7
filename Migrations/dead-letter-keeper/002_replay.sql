-- Under which row of the outbox a letter was published again, so that a replay that was killed knows how far it came.
alter table dead_letter_keeper.selected_letter add column outbox_id uuid;
create index selection_unfinished on dead_letter_keeper.selection (id) where finished_at is null;
