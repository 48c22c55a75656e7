-- People in an incident: who takes part for how long, who follows it, what they report, and what is still to be found out. A
-- release that does not know the tables writes nothing to them; whom it lets in takes part without an end.

-- Who somebody was lies with the interval of the role: they may have left since.
alter table core.role_interval add column name text, add column team text, add column location text;

create or replace function core.keep_role_intervals() returns trigger
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
    insert into role_interval (incident_id, email, role, since, name, team, location)
    select c.incident_id, c.email, taken.role,
        -- Whoever joins with a role that one has at a time has it from when the one before gave it away.
        greatest(case tg_op when 'INSERT' then c.joined_at else moment end, (
            select max(f.until) from role_interval f
             where taken.role in ('incident_commander', 'liaison', 'scribe')
               and f.incident_id = c.incident_id and f.role = taken.role)),
        c.name, c.team, c.location
      from changed c cross join unnest(c.roles) as taken (role)
    on conflict (incident_id, email, role) where until is null do nothing;
    return null;
end
$$;

update core.role_interval r set name = p.name, team = p.team, location = p.location
  from core.participant p where p.incident_id = r.incident_id and p.email = r.email;

-- One commander, one liaison and one scribe at a time. Of those that there are, whoever took the role last keeps it.
update core.participant p
   set roles = coalesce(nullif(array(
           select role from unnest(p.roles) with ordinality as mine (role, place)
            where role <> all(former.roles) order by place), '{}'), '{participant}')
  from (
      select incident_id, email, array_agg(role) as roles
        from (
            select incident_id, email, role,
                row_number() over (partition by incident_id, role order by since desc, id desc) as place
              from core.role_interval
             where until is null and role in ('incident_commander', 'liaison', 'scribe')
        ) as holder
       where place > 1 group by incident_id, email
  ) as former
 where p.incident_id = former.incident_id and p.email = former.email;

create unique index role_interval_holder on core.role_interval (incident_id, role)
    where until is null and role in ('incident_commander', 'liaison', 'scribe');
comment on index core.role_interval_holder is 'One at a time has the command, speaks for the incident, and writes it down.';

-- A release that gives these roles to several gives them to the last of them: it takes them from nobody itself.
create function core.yield_roles() returns trigger
    language plpgsql set search_path = core, pg_temp
as $$
declare
    taken text[] := array(select role from unnest(new.roles) role where role in ('liaison', 'scribe'));
begin
    update participant p
       set roles = coalesce(nullif(array(
               select role from unnest(p.roles) with ordinality as mine (role, place)
                where role <> all(taken) order by place), '{}'), '{participant}')
     where p.incident_id = new.incident_id and p.email <> new.email and p.roles && taken;
    return null;
end
$$;
comment on function core.yield_roles is 'Takes a role that one has at a time from who had it.';
revoke all on function core.yield_roles from public;

create trigger roles_yielded after insert or update of roles on core.participant
    for each row when (new.roles && array['liaison', 'scribe']) execute function core.yield_roles();

alter table core.participant add column expires_at timestamptz check (isfinite(expires_at));
comment on column core.participant.expires_at is 'Until when somebody was invited; null for those who take part without an end.';

create table core.subscription (
    incident_id uuid not null references core.incident on delete cascade,
    email text not null check (email = lower(email)),
    since timestamptz not null default now(),
    subscribed_by text not null,
    primary key (incident_id, email)
);
comment on table core.subscription is 'Who is told what everybody is told of an incident, and takes no part in it.';

create table core.status_report (
    id uuid primary key,
    incident_id uuid not null references core.incident on delete cascade,
    at timestamptz not null default clock_timestamp(),
    author text not null,
    conditions text not null check (length(conditions) between 1 and 5000),
    actions text not null check (length(actions) <= 5000),
    needs text not null check (length(needs) <= 5000),
    audience text not null check (audience in ('participants', 'everybody'))
);
create index status_report_incident on core.status_report (incident_id, id);
comment on column core.status_report.id is 'Also that of its line in the timeline.';
comment on table core.status_report is 'What people report of an incident. Append-only: what was wrong is put right by another.';

create table core.report_delay (
    id uuid primary key,
    incident_id uuid not null references core.incident on delete cascade,
    until timestamptz not null check (isfinite(until)),
    delayed_by text not null
);
create index report_delay_incident on core.report_delay (incident_id, id);
comment on table core.report_delay is 'Until when nobody is reminded to report; the last one counts. Append-only.';

create table core.question (
    id uuid primary key,
    incident_id uuid not null references core.incident on delete cascade,
    text text not null check (length(text) between 1 and 500),
    mandatory boolean not null default false,
    asked_at timestamptz not null default clock_timestamp(),
    asked_by text not null,
    unique (incident_id, text)
);
comment on column core.question.mandatory is 'Whether an incident is not stable while nobody has answered it.';

create table core.answer (
    question_id uuid not null references core.question on delete cascade,
    number integer not null check (number > 0),
    at timestamptz not null default clock_timestamp(),
    answered_by text not null,
    text text not null check (length(text) between 1 and 2000),
    source text check (length(source) between 1 and 500),
    primary key (question_id, number)
);
comment on table core.answer is 'Answers to questions, of which the last one counts. Append-only.';

create table core.tag (
    id uuid primary key default core.uuid_v7(),
    incident_id uuid not null references core.incident on delete cascade,
    type text not null check (length(type) between 1 and 100),
    value text not null check (length(value) between 1 and 200),
    since timestamptz not null default clock_timestamp(),
    tagged_by text not null,
    until timestamptz,
    removed_by text,
    check ((until is null) = (removed_by is null))
);
create unique index tag_current on core.tag (incident_id, type, value) where until is null;
comment on table core.tag is 'How people sort incidents. A tag that is taken back ends, and stays.';

grant select, insert, update on core.tag to muster_intake;
grant select on core.tag to muster_operator;
grant select on core.subscription, core.status_report, core.report_delay, core.question, core.answer
    to muster_intake, muster_notifier, muster_operator;
grant insert on core.subscription, core.status_report, core.report_delay, core.question, core.answer to muster_intake;
grant delete on core.subscription to muster_intake;
-- Who leaves takes no part any more; the intervals of their roles stay.
grant delete on core.participant to muster_intake;
