-- What senders and people write about an alert.

create table core.alert_note (
    id uuid primary key default core.uuid_v7(),
    alert_id uuid not null,
    author text not null,
    text text not null check (length(text) between 1 and 25000),
    at timestamptz not null default now()
);
create index alert_note_alert on core.alert_note (alert_id, id);
