-- Incidents that are another one under another name. A release that does not know the table leaves the alerts of a duplicate that it
-- reopens with the other incident; the duplicate is none any more all the same.
create table core.incident_merge (
    id uuid primary key default core.uuid_v7(),
    incident_id uuid not null references core.incident on delete cascade,
    into_id uuid not null references core.incident on delete cascade,
    merged_at timestamptz not null default clock_timestamp(),
    merged_by text not null,
    undone_at timestamptz,
    undone_by text,
    check (incident_id <> into_id),
    check ((undone_at is null) = (undone_by is null))
);
create unique index incident_merge_current on core.incident_merge (incident_id) where undone_at is null;
create index incident_merge_into on core.incident_merge (into_id) where undone_at is null;
comment on table core.incident_merge is
    'Which incident is a duplicate of which other. Its end is written once; whoever merges again gets another row.';

-- Partitioned and large: a column without a default is there at once.
alter table core.alert add column merged_from uuid;
comment on column core.alert.merged_from is
    'The incident that it was of before that was merged into another; null for one that never passed on.';
alter table core.alert_group add column merged_from uuid;
comment on column core.alert_group.merged_from is 'As that of an alert.';

create function core.end_merge() returns trigger
    language plpgsql security definer set search_path = core, pg_temp
as $$
begin
    update incident_merge set undone_at = clock_timestamp(), undone_by = 'muster'
     where incident_id = new.id and undone_at is null;
    return null;
end
$$;
comment on function core.end_merge is 'An incident that is reopened is no duplicate any more, whoever reopens it.';
revoke all on function core.end_merge from public;
create trigger merge_ended after update of status on core.incident
    for each row when (old.status = 'closed' and new.status <> 'closed') execute function core.end_merge();

grant select on core.incident_merge to muster_operator;
