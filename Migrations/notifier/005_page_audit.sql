-- Tells those of the last resort that a page did not go out.
alter table notifier.notice drop constraint notice_kind_check;
alter table notifier.notice add constraint notice_kind_check
    check (kind in ('announcement', 'welcome', 'status', 'overdue'));
