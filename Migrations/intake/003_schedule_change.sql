-- Intake opens incidents, and so asks who is on call; people change that through its door.
grant select, insert on core.schedule_change to muster_intake;
grant update (withdrawn_at, withdrawn_by) on core.schedule_change to muster_intake;
