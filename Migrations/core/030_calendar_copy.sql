-- Calendars from which layers of schedules take their shifts, as they were fetched last. One copy serves all processes, and the
-- last version that could be read stays when its source fails.
create table core.calendar_copy (
    reference text primary key check (length(reference) between 1 and 2000),
    body text,
    digest text,
    etag text check (length(etag) <= 1000),
    last_modified text check (length(last_modified) <= 100),
    read_at timestamptz,
    checked_at timestamptz not null default now(),
    next_at timestamptz not null,
    failures integer not null default 0 check (failures >= 0),
    problem text check (length(problem) between 1 and 2000),
    check ((body is null) = (digest is null) and (body is null) = (read_at is null))
);
comment on table core.calendar_copy is
    'The reference is an address, or $ and the name of a variable that holds a secret one: no row has that.';
comment on column core.calendar_copy.next_at is 'When it is looked for again; while somebody looks, when somebody else may.';

grant select on core.calendar_copy to muster_operator;
-- Intake opens incidents and shows schedules, and so asks who is on call.
grant select on core.calendar_copy to muster_intake;
