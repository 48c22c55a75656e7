-- Who is named in a conversation with an @ is told by mail. A task-tracker of the release before this one does not know the word, and
-- leaves such a notice to one that does.
grant select on native.mention to muster_task_tracker;
alter table task_tracker.notice drop constraint notice_kind_check;
alter table task_tracker.notice add constraint notice_kind_check
    check (kind in (
        'created', 'assigned', 'resolved', 'reopened', 'dropped', 'reminder', 'escalation', 'answer', 'leftover', 'mention'));
