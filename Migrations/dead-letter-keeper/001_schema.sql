-- The dead-letter-keeper stores what workers gave up on, as the bytes that they were.
select core.make_worker_schema('dead_letter_keeper');

create table dead_letter_keeper.letter (
    id uuid primary key,
    worker text not null,
    message_id text,
    message_type text,
    incident text,
    "group" text not null,
    place text not null,
    error_code text not null,
    error_detail text not null,
    attempts integer not null,
    first_failed_at timestamptz,
    dead_at timestamptz not null default now(),
    state text not null default 'waiting' check (state in ('waiting', 'replaying', 'replayed', 'discarded')),
    properties jsonb not null,
    body bytea not null,
    body_digest bytea not null
);
create index letter_group on dead_letter_keeper.letter ("group", dead_at) where state = 'waiting';
create index letter_worker on dead_letter_keeper.letter (worker, id);
create index letter_message on dead_letter_keeper.letter (message_id);

create table dead_letter_keeper.selection (
    id uuid primary key,
    action text not null check (action in ('replay', 'discard', 'restore')),
    criteria jsonb not null,
    rate numeric,
    requested_by text not null,
    requested_at timestamptz not null default now(),
    finished_at timestamptz
);

create table dead_letter_keeper.selected_letter (
    selection_id uuid not null references dead_letter_keeper.selection,
    letter_id uuid not null references dead_letter_keeper.letter,
    state text not null default 'selected' check (state in ('selected', 'published', 'skipped', 'failed')),
    primary key (selection_id, letter_id)
);

grant select, insert, update on dead_letter_keeper.letter, dead_letter_keeper.selection,
    dead_letter_keeper.selected_letter to muster_dead_letter_keeper;
grant select, insert, update on dead_letter_keeper.letter, dead_letter_keeper.selection,
    dead_letter_keeper.selected_letter to muster_operator;
grant insert on dead_letter_keeper.outbox to muster_operator;
grant insert on core.audit to muster_dead_letter_keeper;
