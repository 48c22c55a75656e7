-- Keys of another form than bearer keys, for senders that bring theirs in the body, and what senders say besides alerts.

alter table core.api_key add column kind text not null default 'bearer' check (kind in ('bearer', 'routing'));
comment on column core.api_key.kind is
    'bearer: mus_ and 52 characters, for all doors. routing: 32 characters in the body, for the door of PagerDuty''s events.';

create table core.connection_test (
    source text primary key,
    at timestamptz not null
);
comment on table core.connection_test is
    'When somebody last tried, at the sender, whether it reaches Muster: no alert comes of that, and the doctor shows it.';

create table core.change_event (
    id uuid primary key default core.uuid_v7(),
    source text not null,
    at timestamptz not null,
    summary text not null check (length(summary) between 1 and 1024),
    place text,
    url text
) partition by range (id);
create index change_event_source on core.change_event (source, id);
select core.partition_by_id('core.change_event', interval '30 days', interval '60 days', interval '90 days');
comment on table core.change_event is 'What was done to the things that a source watches, kept for 90 days.';

grant select on core.connection_test, core.change_event to muster_operator;
