-- People tell intake in which incidents they want to be engaged; it engages them when it opens and changes one.
grant select, insert, update, delete on core.engagement_preference to muster_intake;
