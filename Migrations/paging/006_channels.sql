-- Pages also go out as text messages, as calls and to whatever else a provider reaches. A release before this one plans none
-- of these, and does not read them.
alter table paging.attempt drop constraint attempt_channel_check;
alter table paging.attempt add constraint attempt_channel_check
    check (channel in ('mail', 'conversation', 'sms', 'voice', 'webhook'));
