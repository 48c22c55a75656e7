-- In a storm each person gets few messages that say all: attempts to one address go together, and are held back when there
-- were many lately. A release before this one sends each alone.
alter table paging.attempt add column bundle uuid;
comment on column paging.attempt.bundle is 'The attempt that it goes along with, as one message.';
alter table paging.attempt add column tries integer not null default 0;
create index attempt_address on paging.attempt (channel, address, called_at) where kind = 'page';
create index attempt_bundle on paging.attempt (bundle) where bundle is not null;
