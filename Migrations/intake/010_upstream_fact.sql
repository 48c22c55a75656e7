-- Events of Alertmanager's recorder.
grant select, insert, update, delete on core.upstream_fact to muster_intake;
