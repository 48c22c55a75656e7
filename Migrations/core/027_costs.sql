-- What costs are counted from: who was what from when to when, how the status went, and what people entered by hand. Rows that
-- nobody overwrites. Triggers write the first two in the transaction that changes a role or a status, whichever release does it.

create table core.role_interval (
    id uuid primary key default core.uuid_v7(),
    incident_id uuid not null references core.incident on delete cascade,
    email text not null,
    role text not null,
    since timestamptz not null,
    until timestamptz
);
create index role_interval_incident on core.role_interval (incident_id);
create unique index role_interval_open on core.role_interval (incident_id, email, role) where until is null;
comment on table core.role_interval is
    'Who was what in an incident. Its end is written once; whoever takes the role again gets another row.';

create function core.keep_role_intervals() returns trigger
    language plpgsql security definer set search_path = core, pg_temp
as $$
declare
    -- Not the time of the transaction: one that waited for another ends intervals that began after it did.
    moment timestamptz := clock_timestamp();
begin
    if tg_op = 'DELETE' then
        update role_interval r set until = greatest(moment, r.since)
          from gone g where r.incident_id = g.incident_id and r.email = g.email and r.until is null;
        return null;
    end if;
    if tg_op = 'UPDATE' then
        update role_interval r set until = greatest(moment, r.since)
          from changed c
         where r.incident_id = c.incident_id and r.email = c.email and r.until is null and r.role <> all(c.roles);
    end if;
    insert into role_interval (incident_id, email, role, since)
    select c.incident_id, c.email, role, case tg_op when 'INSERT' then c.joined_at else moment end
      from changed c cross join unnest(c.roles) role
    on conflict (incident_id, email, role) where until is null do nothing;
    return null;
end
$$;
comment on function core.keep_role_intervals is 'Begins and ends the intervals of roles that participants take and give away.';
revoke all on function core.keep_role_intervals from public;

create trigger role_taken after insert on core.participant
    referencing new table as changed for each statement execute function core.keep_role_intervals();
create trigger role_changed after update on core.participant
    referencing new table as changed for each statement execute function core.keep_role_intervals();
create trigger role_ended after delete on core.participant
    referencing old table as gone for each statement execute function core.keep_role_intervals();

-- Of what was before nobody knows more than when they joined.
insert into core.role_interval (incident_id, email, role, since)
select incident_id, email, role, joined_at from core.participant cross join unnest(roles) role;

create table core.status_change (
    id uuid primary key default core.uuid_v7(),
    incident_id uuid not null references core.incident on delete cascade,
    status text not null,
    at timestamptz not null
);
create index status_change_incident on core.status_change (incident_id);
comment on table core.status_change is 'The statuses that an incident got after it opened as active, by the database''s clock.';

create function core.keep_status() returns trigger
    language plpgsql security definer set search_path = core, pg_temp
as $$
begin
    insert into status_change (incident_id, status, at) values (new.id, new.status, clock_timestamp());
    return null;
end
$$;
comment on function core.keep_status is 'Writes the new status of an incident down.';
revoke all on function core.keep_status from public;

create trigger status_changed after update of status on core.incident
    for each row when (old.status is distinct from new.status) execute function core.keep_status();

insert into core.status_change (incident_id, status, at)
select id, 'stable', stable_at from core.incident where stable_at is not null
union all
select id, 'closed', closed_at from core.incident where closed_at is not null;

create table core.entered_cost (
    id uuid primary key,
    incident_id uuid not null references core.incident on delete cascade,
    type text not null,
    amount_minor bigint not null,
    currency text not null,
    reason text not null,
    entered_by text not null,
    entered_at timestamptz not null default clock_timestamp(),
    starts_at timestamptz,
    ends_at timestamptz
);
create index entered_cost_incident on core.entered_cost (incident_id);
comment on table core.entered_cost is 'Costs that people entered by hand. One that was wrong is put right by another.';

grant select on core.role_interval, core.status_change, core.entered_cost to muster_intake, muster_operator;
grant insert on core.entered_cost to muster_intake;
