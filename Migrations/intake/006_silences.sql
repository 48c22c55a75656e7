-- Intake decides by silences, people make them at its door, and it routes what was held back once that ends.
grant select, insert on core.silence to muster_intake;
grant update (starts_at, ends_at, expired_at, expired_by) on core.silence to muster_intake;
grant select, insert, update on core.held_alert to muster_intake;
