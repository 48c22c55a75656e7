-- People merge incidents, look at what they were, and write reviews at intake's door.
grant select, insert on core.incident_merge to muster_intake;
grant update (undone_at, undone_by) on core.incident_merge to muster_intake;
grant select on core.former_value to muster_intake;
grant select, insert on core.review_version, core.review_publication, core.review_action to muster_intake;
