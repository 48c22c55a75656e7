-- The night ages out, through the owners' functions alone.
grant execute on function core.retention_schemas, core.retain_in to muster_nightly;
grant select (incident_id, released_at) on core.legal_hold to muster_nightly;
