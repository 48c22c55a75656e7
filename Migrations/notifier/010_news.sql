-- What happens is told in the conversation of the incident as the timeline says it, and reports go to those whom they are for.
-- A notifier of the release before this one does not know the words, and leaves such a notice to one that does.
grant select on core.timeline, core.status_change to muster_notifier;
alter table notifier.notice drop constraint notice_kind_check;
alter table notifier.notice add constraint notice_kind_check
    check (kind in ('announcement', 'welcome', 'status', 'overdue', 'handover', 'receipt', 'news', 'report', 'reminder'));
