-- Who reported an incident by mail is answered at once. A notifier of the release before this one does not know the word, and
-- leaves such a notice to one that does: it tries again for some minutes.
grant select on core.incident_mail to muster_notifier;
alter table notifier.notice drop constraint notice_kind_check;
alter table notifier.notice add constraint notice_kind_check
    check (kind in ('announcement', 'welcome', 'status', 'overdue', 'handover', 'receipt'));
