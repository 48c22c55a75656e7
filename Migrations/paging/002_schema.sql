-- Paging looks for somebody who answers, and remembers each step of it: what was due, whom it reached, by which way, and what
-- came of it.
select core.make_worker_schema('paging');

grant select on core.incident, core.incident_overview, core.participant, core.schedule_change to muster_paging;
grant insert on core.timeline to muster_paging;
-- Pages may go to conversations of this database.
grant usage on schema native to muster_paging;
grant select on native.conversation, native.conversation_member, native.message to muster_paging;
grant insert on native.message to muster_paging;

create table paging.escalation (
    id uuid primary key,
    incident_id uuid not null unique,
    policy text not null,
    plan jsonb not null,
    urgency text not null check (urgency in ('high', 'low')),
    state text not null default 'open' check (state in ('open', 'acknowledged', 'resolved', 'stopped')),
    turns integer not null default 0,
    due timestamptz,
    taken integer not null default 0,
    began_at timestamptz not null default now(),
    decided_at timestamptz,
    decided_by text
) with (fillfactor = 70);
create index escalation_due on paging.escalation (due) where due is not null;
comment on column paging.escalation.plan is 'The policy as it was when the escalation began: a change of it moves no step.';
comment on column paging.escalation.turns is 'Turns since it began or began again; taken counts all, and numbers the steps.';
comment on column paging.escalation.due is 'When the next turn is due; null when none is. The timer only wakes somebody up.';

create table paging.step (
    escalation_id uuid not null references paging.escalation on delete cascade,
    number integer not null,
    title text not null,
    due_at timestamptz not null,
    taken_at timestamptz not null default now(),
    outcome text not null check (outcome in ('paged', 'last_resort', 'superseded')),
    primary key (escalation_id, number)
);
comment on column paging.step.outcome is
    'paged: its targets; last_resort: those whom the policy names for it; superseded: the same step of a later round was due.';

create table paging.page (
    id uuid primary key,
    escalation_id uuid not null references paging.escalation on delete cascade,
    incident_id uuid not null,
    number integer not null,
    person text not null,
    urgency text not null check (urgency in ('high', 'low')),
    policy text not null,
    step text not null,
    reason text not null,
    state text not null default 'due'
        check (state in ('due', 'sent', 'acknowledged', 'resolved', 'superseded', 'failed')),
    subject text not null,
    body text not null,
    due_at timestamptz not null,
    handed_at timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    unique (escalation_id, number, person)
) with (fillfactor = 70);
create index page_incident on paging.page (incident_id);
comment on column paging.page.number is 'The step that asked for it.';

create table paging.attempt (
    id uuid primary key,
    page_id uuid not null references paging.page on delete cascade,
    kind text not null default 'page' check (kind in ('page', 'taken')),
    position integer not null,
    channel text not null check (channel in ('mail', 'conversation')),
    address text not null,
    sender text not null,
    due_at timestamptz not null,
    state text not null default 'planned' check (state in ('planned', 'calling', 'sent', 'superseded', 'failed')),
    provider text,
    called_at timestamptz,
    ended_at timestamptz,
    answer text,
    unique (page_id, kind, position)
) with (fillfactor = 70);
create index attempt_planned on paging.attempt (due_at) where state = 'planned';
comment on column paging.attempt.kind is
    'page: looks for an answer; taken: tells somebody who was paged who has answered.';
comment on column paging.attempt.state is
    'calling: its intent is committed, and the provider may have it in hand. No attempt begins once its escalation is taken.';

create table paging.rotation (
    policy text not null,
    step integer not null,
    turn bigint not null,
    primary key (policy, step)
);
comment on table paging.rotation is 'How often a step was taken whose targets are paged in turn.';

-- Ends what is on its way for escalations that need nobody any more. Their rows must be locked.
create function paging.end_pages(escalations uuid[], outcome text, actor text) returns void
    language sql set search_path = paging, pg_temp
as $$
    update attempt a set state = 'superseded', ended_at = now()
      from page p
     where a.page_id = p.id and p.escalation_id = any(escalations) and a.state = 'planned';
    update page p set state = 'superseded'
     where p.escalation_id = any(escalations) and p.state = 'due'
       and not exists (select from attempt a where a.page_id = p.id and a.state = 'calling');
    update page p set state = outcome,
           acknowledged_at = case when outcome = 'acknowledged' then now() end,
           acknowledged_by = case when outcome = 'acknowledged' then actor end
     where p.escalation_id = any(escalations) and p.state = 'sent';
$$;
comment on function paging.end_pages is
    'Takes back the pages of escalations that did not go out, and says of the others what became of them.';
revoke all on function paging.end_pages from public;
grant execute on function paging.end_pages to muster_paging;

grant select, insert, update on paging.escalation, paging.step, paging.page, paging.attempt, paging.rotation to muster_paging;
grant select on paging.escalation, paging.step, paging.page, paging.attempt, paging.rotation to muster_operator;
