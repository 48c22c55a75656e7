-- Who waits for a place sees what its provider said last, and when it is asked again. A resource-creator of the release before
-- this one writes neither: the place shows what is known of it, as before.
alter table core.resource add column next_attempt_at timestamptz;
comment on column core.resource.next_attempt_at is
    'When it is tried again after a failure; null when nothing failed, and when nobody tries any more.';
