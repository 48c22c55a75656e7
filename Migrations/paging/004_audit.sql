-- The notifier proves that what was due went out: it reads what paging has written, and shares nothing with it.
grant usage on schema paging to muster_notifier;
grant select on paging.escalation, paging.step, paging.page, paging.attempt to muster_notifier;
