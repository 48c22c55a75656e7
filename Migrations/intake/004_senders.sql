-- What senders say besides alerts.
grant select, insert, update on core.connection_test to muster_intake;
grant select, insert on core.change_event to muster_intake;
