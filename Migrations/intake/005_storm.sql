-- Intake counts what routes are asked for.
grant select, insert, update on core.route_load to muster_intake;
