-- Notes of senders about their alerts.
grant select, insert on core.alert_note to muster_intake;
