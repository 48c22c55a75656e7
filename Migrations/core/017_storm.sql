-- What bounds the incidents of a route, and since when nothing of an incident fires. A release that knows neither asks for
-- no place in the limit, and lets incidents take alerts as long as they are open.
alter table core.incident add column storm text;
comment on column core.incident.storm is
    'The route whose storm it is: its alerts are those that the route''s limit kept from opening incidents. Null for others.';
alter table core.incident add column alerts_rest_at timestamptz;
comment on column core.incident.alerts_rest_at is
    'Since when all of its alerts are resolved; null while one fires, and when it never had any.';

create or replace view core.incident_overview with (security_invoker) as
select i.id, i.number, i.name, i.title, i.description, i.status, i.type, i.severity, i.priority, i.visibility, i.source,
    i.drill, i.alert_count, i.version, i.detected_at, i.reported_at, i.assembled_at, i.stable_at, i.closed_at,
    i.updated_at, c.email as commander_email, c.name as commander_name, c.team as commander_team,
    r.email as reporter_email, r.name as reporter_name, r.team as reporter_team, i.storm
from core.incident i
left join lateral (
    select email, name, team from core.participant p
    where p.incident_id = i.id and 'incident_commander' = any(p.roles) limit 1
) c on true
left join lateral (
    select email, name, team from core.participant p
    where p.incident_id = i.id and 'reporter' = any(p.roles) limit 1
) r on true;

create table core.route_load (
    route text primary key,
    asked timestamptz[] not null default '{}',
    storm_id uuid references core.incident,
    storm_at timestamptz
);
comment on table core.route_load is
    'How often a route was asked for an incident lately. Its row is held while one is opened, so that instances count together.';
comment on column core.route_load.asked is 'When, whether it opened one or not: as many as the limit of the route at most.';
comment on column core.route_load.storm_at is 'When its last storm took an alert that would have opened an incident of its own.';
