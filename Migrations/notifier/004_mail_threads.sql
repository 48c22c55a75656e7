-- What one incident says to one mail address is one thread there (RFC 5322, section 3.6.4): the first mail begins it, and
-- all others name that one, also when it was never delivered.
create table notifier.mail_thread (
    incident_id uuid not null,
    recipient text not null,
    message_id text not null,
    begun_at timestamptz not null default now(),
    primary key (incident_id, recipient)
);
comment on table notifier.mail_thread is
    'The Message-ID that the mails of an incident to an address (in lower case) answer to: claimed by the first to be sent.';
grant select, insert, update on notifier.mail_thread to muster_notifier;
grant select on notifier.mail_thread to muster_operator;

insert into notifier.mail_thread (incident_id, recipient, message_id)
select distinct on (incident_id, lower(recipient)) incident_id, lower(recipient), headers->>'message_id'
from notifier.notice
where channel = 'mail' and state = 'sent' and headers ? 'message_id'
order by incident_id, lower(recipient), id;
