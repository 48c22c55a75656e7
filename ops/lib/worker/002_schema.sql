-- What the worker owns: its inbox, outbox, effects and timers, and a table of its own. Grants are the least it needs.
select core.make_worker_schema('@schema@');

create table @schema@.entry (
    incident_id uuid primary key,
    title text not null
);
grant select, insert on @schema@.entry to muster_@schema@;
grant select on @schema@.entry to muster_operator;
