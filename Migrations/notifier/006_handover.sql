-- Who gave the command away and who took it are told, and those in the conversation. A notifier of the release before this one
-- does not know the word, and leaves such a notice to one that does: it tries again for some minutes.
alter table notifier.notice drop constraint notice_kind_check;
alter table notifier.notice add constraint notice_kind_check
    check (kind in ('announcement', 'welcome', 'status', 'overdue', 'handover'));
