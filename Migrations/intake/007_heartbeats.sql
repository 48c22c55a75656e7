-- Intake hears heartbeats, and opens an alert for one that stays away.
grant select, insert, update, delete on core.heartbeat to muster_intake;
