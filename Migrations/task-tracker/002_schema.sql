-- What the task-tracker owns: whom it tells what of tasks, and when it sent that.
select core.make_worker_schema('task_tracker');

grant select on core.incident_overview, core.resource to muster_task_tracker;
grant select, update on core.incident to muster_task_tracker;
grant select, insert, update on core.participant, core.task to muster_task_tracker;
grant select, insert on core.task_step to muster_task_tracker;
grant insert on core.timeline to muster_task_tracker;
-- It reads what people say in conversations of this database, and answers there.
grant usage on schema native to muster_task_tracker;
grant select on native.conversation, native.message to muster_task_tracker;
grant insert on native.message to muster_task_tracker;
-- Its mails are in the threads of the incidents.
grant usage on schema notifier to muster_task_tracker;
grant execute on function notifier.thread_of to muster_task_tracker;

create table task_tracker.notice (
    id uuid primary key,
    incident_id uuid not null,
    task_id uuid,
    kind text not null
        check (kind in (
            'created', 'assigned', 'resolved', 'reopened', 'dropped', 'reminder', 'escalation', 'answer', 'leftover')),
    occasion text not null,
    channel text not null check (channel in ('mail', 'conversation')),
    recipient text not null,
    provider text,
    state text not null default 'planned' check (state in ('planned', 'sent', 'superseded', 'failed')),
    sender text not null,
    subject text not null,
    body text not null,
    planned_at timestamptz not null default now(),
    sent_at timestamptz,
    error text,
    unique (occasion, kind, channel, recipient)
) with (fillfactor = 70);
create index notice_task on task_tracker.notice (task_id, kind) where task_id is not null;
comment on column task_tracker.notice.occasion is
    'What it tells of: a row of the task''s history, a time at which somebody is to be reminded, a message, or the end of the incident. It is told once.';
comment on column task_tracker.notice.provider is 'The provider of the conversation, for what goes to one.';
grant select, insert, update on task_tracker.notice to muster_task_tracker;
grant select on task_tracker.notice to muster_operator;
