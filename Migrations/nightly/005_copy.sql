-- The copies for the worst day say who is on call and where responders meet.
grant select on core.resource, core.schedule_change, core.calendar_copy to muster_nightly;
