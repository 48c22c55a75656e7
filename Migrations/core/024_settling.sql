-- What becomes of an incident, and of an alert, by itself. A release that does not know it leaves it to people.
alter table core.incident add column settles_at timestamptz;
comment on column core.incident.settles_at is
    'When it becomes stable by itself, or became so: its route asks for that, and all of its alerts were resolved. Null for others.';
alter table core.incident add column paging_ended_at timestamptz;
comment on column core.incident.paging_ended_at is
    'Since when nobody is paged because all of its alerts were resolved by themselves; null while one fires, and where the route does not say so.';

create or replace view core.incident_overview with (security_invoker) as
select i.id, i.number, i.name, i.title, i.description, i.status, i.type, i.severity, i.priority, i.visibility, i.source,
    i.drill, i.alert_count, i.version, i.detected_at, i.reported_at, i.assembled_at, i.stable_at, i.closed_at,
    i.updated_at, c.email as commander_email, c.name as commander_name, c.team as commander_team,
    r.email as reporter_email, r.name as reporter_name, r.team as reporter_team, i.storm, i.alerts_rest_at,
    i.settles_at, i.paging_ended_at
from core.incident i
left join lateral (
    select email, name, team from core.participant p
    where p.incident_id = i.id and 'incident_commander' = any(p.roles) limit 1
) c on true
left join lateral (
    select email, name, team from core.participant p
    where p.incident_id = i.id and 'reporter' = any(p.roles) limit 1
) r on true;

alter table core.alert add column held_until timestamptz;
comment on column core.alert.held_until is
    'Until when its route holds it back, because it may resolve by itself; null for one that is not held back, and never was.';
alter table core.alert add column doubtful_after integer;
comment on column core.alert.doubtful_after is
    'Seconds without news after which it is doubtful whether it is still there, by its route; null for a day.';

create function core.is_doubtful(status text, last_at timestamptz, doubtful_after integer) returns boolean
    language sql stable parallel safe
return status <> 'resolved' and last_at < now() - coalesce(doubtful_after, 86400) * interval '1 second';
comment on function core.is_doubtful is 'Whether an alert is open and its sender has said nothing of it for longer than its route allows.';
