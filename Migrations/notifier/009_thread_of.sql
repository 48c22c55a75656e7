-- Other workers mail about incidents, too, and put what they send into the same thread.
create function notifier.thread_of(incident uuid, recipient text, message_id text) returns text
    language sql security definer set search_path = notifier, core, pg_temp
as $$
    insert into notifier.mail_thread as t (incident_id, recipient, message_id)
    values (incident, lower(recipient), coalesce(
        (select m.message_id from core.incident_mail m
        where m.incident_id = incident and m.sender = lower(recipient) and m.opened limit 1), message_id))
    on conflict (incident_id, recipient) do update set message_id = t.message_id
    returning t.message_id
$$;
comment on function notifier.thread_of is
    'The Message-ID that a mail of an incident to an address answers to; its own when it is the first.';
revoke all on function notifier.thread_of from public;
