-- Intake writes the facts of reports and alerts, and announces them from its own outbox.
select core.make_worker_schema('intake');

grant select, insert, update on core.incident, core.participant, core.alert, core.alert_group to muster_intake;
grant select, insert, delete on core.open_alert, core.refused_body, core.idempotency to muster_intake;
grant delete on core.alert_group to muster_intake;
grant select on core.incident_overview, core.resource, core.timeline, core.detector to muster_intake;
grant insert on core.timeline, core.audit to muster_intake;
grant select on core.api_key to muster_intake;
grant update (last_used_at) on core.api_key to muster_intake;
