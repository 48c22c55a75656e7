-- Pages by mail are of one thread with what the notifier mails about the incident.
grant usage on schema notifier to muster_paging;
grant execute on function notifier.thread_of to muster_paging;
