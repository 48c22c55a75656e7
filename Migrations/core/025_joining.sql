-- Whether an alert is worse than all that its incident has seen. A release that does not know it leaves it as it is.
alter table core.incident add column alerts_worst text;
comment on column core.incident.alerts_worst is
    'How bad the worst of its alerts was by now, when they came or since: a word of core.alert.severity. Null without alerts.';
update core.incident i set alerts_worst = (
    select a.severity from core.alert a where a.incident_id = i.id
    order by array_position(array['info', 'warning', 'error', 'critical'], a.severity) desc limit 1)
where i.status <> 'closed' and i.alert_count > 0;
