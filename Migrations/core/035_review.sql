-- What an incident was before, and what is learned from it.

-- A value that a field had until a moment. A trigger writes it in the transaction that changes the field, whichever release does it.
-- Of what was changed before this is applied, nobody knows what it was.
create table core.former_value (
    id uuid primary key default core.uuid_v7(),
    incident_id uuid not null references core.incident on delete cascade,
    field text not null,
    value text not null,
    until timestamptz not null
);
create index former_value_incident on core.former_value (incident_id, until);
comment on table core.former_value is 'What an incident was called and how it was judged before. Append-only.';

create function core.keep_former_values() returns trigger
    language plpgsql security definer set search_path = core, pg_temp
as $$
begin
    insert into former_value (incident_id, field, value, until)
    select new.id, f.field, f.before, clock_timestamp()
      from (values ('title', old.title, new.title), ('description', old.description, new.description),
                ('type', old.type, new.type), ('severity', old.severity, new.severity),
                ('priority', old.priority, new.priority), ('visibility', old.visibility, new.visibility)
           ) as f (field, before, after)
     where f.before is distinct from f.after;
    return null;
end
$$;
comment on function core.keep_former_values is 'Writes down what the fields of an incident were.';
revoke all on function core.keep_former_values from public;

create trigger fields_changed after update of title, description, type, severity, priority, visibility on core.incident
    for each row when (
        (old.title, old.description, old.type, old.severity, old.priority, old.visibility)
        is distinct from (new.title, new.description, new.type, new.severity, new.priority, new.visibility))
    execute function core.keep_former_values();

create table core.review_version (
    id uuid primary key,
    incident_id uuid not null references core.incident on delete cascade,
    number integer not null check (number > 0),
    at timestamptz not null default clock_timestamp(),
    author text not null,
    what_happened text not null check (length(what_happened) <= 20000),
    impact text not null check (length(impact) <= 20000),
    went_well text not null check (length(went_well) <= 20000),
    lessons text not null check (length(lessons) <= 20000),
    unique (incident_id, number)
);
comment on table core.review_version is
    'What is learned from an incident: the draft, then what people make of it. The last version counts. Append-only.';

create table core.review_publication (
    id uuid primary key,
    incident_id uuid not null,
    number integer not null,
    at timestamptz not null default clock_timestamp(),
    published_by text not null,
    foreign key (incident_id, number) references core.review_version (incident_id, number) on delete cascade
);
create index review_publication_version on core.review_publication (incident_id, number);
comment on column core.review_publication.id is 'Also that of its line in the timeline.';
comment on table core.review_publication is 'Versions of reviews that were given to everybody whom they are for. Append-only.';

create table core.review_action (
    task_id uuid primary key references core.task on delete cascade,
    incident_id uuid not null references core.incident on delete cascade,
    added_at timestamptz not null default clock_timestamp()
);
create index review_action_incident on core.review_action (incident_id, task_id);
comment on table core.review_action is 'The tasks that are to keep it from happening again, or were left when it was over. Append-only.';

grant select on core.former_value, core.review_version, core.review_publication, core.review_action
    to muster_operator;
