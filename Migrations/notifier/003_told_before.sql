-- An event learns in one statement what it supersedes: the row keeps what it said before, instead of being locked and read
-- first. A notifier of the release before this one leaves that as it is, and need not know it.
alter table notifier.told add column before_status text;
comment on column notifier.told.before_status is 'The status before the newest one; null when that is the first.';
-- Room for the next version of a row on its own page.
alter table notifier.told set (fillfactor = 70);
