-- People make, assign and end tasks at intake's door.
grant select, insert, update on core.task to muster_intake;
grant select, insert on core.task_step to muster_intake;
