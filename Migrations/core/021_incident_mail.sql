-- Mails of people: which incident each is about, for the mails that answer it and for those that are answered.

create table core.incident_mail (
    message_id text not null check (length(message_id) between 1 and 400),
    sender text not null check (length(sender) between 3 and 320),
    incident_id uuid not null references core.incident,
    opened boolean not null,
    at timestamptz not null default now(),
    primary key (message_id, sender)
);
comment on table core.incident_mail is
    'Mails that opened an incident (opened) or added to one, by Message-ID with its brackets and sender in lower case.';
create index incident_mail_incident on core.incident_mail (incident_id);
