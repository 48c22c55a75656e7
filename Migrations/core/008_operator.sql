-- What the operator's commands may do: read everything of core, and write what operators decide.
grant select on all tables in schema core to muster_operator;
grant insert on core.configuration, core.api_key, core.detector, core.audit, core.paused_queue, core.applied_topology
    to muster_operator;
grant update (revoked_at, expires_at) on core.api_key to muster_operator;
grant update (revoked_at) on core.detector to muster_operator;
grant delete on core.paused_queue to muster_operator;
grant update (applied_at, applied_by, workers) on core.applied_topology to muster_operator;
