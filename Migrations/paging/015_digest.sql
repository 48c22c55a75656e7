-- The digest of a day is told in the morning: each one to each contact once, from whichever instance. A worker of the release before
-- this one does not know the word `digest`, and leaves such a trial to one that does: it tries again for some minutes.
grant usage on schema nightly to muster_paging;
grant select on nightly.digest to muster_paging;

create table paging.digest_notice (
    day date not null,
    channel text not null check (channel in ('mail', 'conversation')),
    address text not null,
    trial_id uuid not null,
    told_at timestamptz not null default now(),
    primary key (day, channel, address)
);
create index digest_notice_told on paging.digest_notice (told_at);
comment on table paging.digest_notice is 'To whom the digest of a day was given to be sent.';
grant select, insert, delete on paging.digest_notice to muster_paging;
grant select on paging.digest_notice to muster_operator;

alter table paging.trial drop constraint trial_kind_check;
alter table paging.trial add constraint trial_kind_check
    check (kind in ('test', 'code', 'change', 'canary', 'shift', 'digest'));
