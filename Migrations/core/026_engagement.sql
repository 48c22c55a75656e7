-- In which incidents people want to be engaged. A release that does not know it engages whom types ask for.
create table core.engagement_preference (
    person text primary key check (person = lower(person)),
    rules jsonb not null check (jsonb_typeof(rules) = 'array'),
    changed_at timestamptz not null default now(),
    changed_by text not null
);
comment on table core.engagement_preference is
    'By types, severity, priority and words of the title: one of the rules must fit. Without rules there is no row.';

grant select on core.engagement_preference to muster_operator;
