-- What a day was, for people: told in the morning, each day's once.
create table nightly.digest (
    day date primary key,
    document jsonb not null,
    subject text not null,
    body text not null
);
comment on table nightly.digest is
    'What each day was as of its end, as the API shows it and as people are told: restricted incidents are counted, never named.';
grant select, insert, update, delete on nightly.digest to muster_nightly, muster_operator;

-- What it says besides incidents.
grant select on core.task to muster_nightly;
grant usage on schema dead_letter_keeper to muster_nightly;
grant select (id, worker, error_code, dead_at, state) on dead_letter_keeper.letter to muster_nightly;
