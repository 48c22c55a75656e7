-- People report incidents by mail.
grant select, insert on core.incident_mail to muster_intake;
