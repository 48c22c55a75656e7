-- Around the steps of a SOCless playbook stands its execution's context: what a step answers goes into it, and is what the
-- parameters of later steps see.
alter table playbook_runner.task add column context text;
comment on column playbook_runner.task.context is
    'Of a step of a SOCless playbook: what its output has besides its results; null for all others.';
create index task_result on playbook_runner.task (execution_id, answered_at) where context is not null;
grant select (context) on playbook_runner.task to muster_operator, muster_intake;
