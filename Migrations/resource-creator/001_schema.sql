-- The resource-creator plans and makes the places of a response, and says when all are there.
select core.make_worker_schema('resource_creator');

grant select on core.incident, core.incident_overview, core.participant to muster_resource_creator;
grant update (assembled_at, version, updated_at) on core.incident to muster_resource_creator;
grant select, insert, update on core.resource to muster_resource_creator;
grant insert on core.timeline to muster_resource_creator;
