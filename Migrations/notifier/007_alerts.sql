-- The notifier tells that all alerts of an incident are resolved, and looks before whether they still are.
grant select (incident_id, status) on core.alert to muster_notifier;
