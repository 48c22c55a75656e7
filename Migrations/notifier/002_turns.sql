-- Statuses of an incident reach a place in their order, although several notifiers send at once: a newer one waits while
-- an older one is being sent there.
alter table notifier.notice add column sending uuid;
comment on column notifier.notice.sending is
    'The message whose handler has begun to send the notice. Its lease in the inbox says whether it still is at it.';
