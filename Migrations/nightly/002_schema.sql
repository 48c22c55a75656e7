-- What is computed once a day from the rows of core, paging and native. All of it can be computed again at any time, and comes
-- out the same; no row says when it was written but those of the steps.
create schema nightly;

create table nightly.step (
    day date not null,
    name text not null,
    state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'skipped')),
    rows bigint not null default 0,
    seconds double precision,
    error text,
    began_at timestamptz,
    ended_at timestamptz,
    primary key (day, name)
);
comment on table nightly.step is
    'What became of each step of each night. A step is done when what it wrote is: both commit together.';
comment on column nightly.step.error is 'Why it failed or was skipped, or what is to be known of it although it is done.';

-- Changes whenever a row does that says what an incident cost or how long it took.
create function nightly.fingerprint(incident core.incident) returns bigint
    language sql stable
as $$
    select hashtextextended(concat_ws('/',
        incident.version, incident.type, incident.severity, incident.visibility, incident.drill, incident.status,
        extract(epoch from incident.updated_at), extract(epoch from incident.detected_at),
        extract(epoch from incident.reported_at), extract(epoch from incident.assembled_at),
        extract(epoch from incident.stable_at), extract(epoch from incident.closed_at),
        (select sum(hashtextextended(concat_ws('/', r.id, r.email, r.role, extract(epoch from r.since),
            extract(epoch from r.until)), 0)) from core.role_interval r where r.incident_id = incident.id),
        (select sum(hashtextextended(concat_ws('/', p.email, p.team, p.roles), 0))
            from core.participant p where p.incident_id = incident.id),
        (select sum(hashtextextended(concat_ws('/', s.id, s.status, extract(epoch from s.at)), 0))
            from core.status_change s where s.incident_id = incident.id),
        (select sum(hashtextextended(concat_ws('/', e.id, e.type, e.amount_minor, e.currency), 0))
            from core.entered_cost e where e.incident_id = incident.id),
        (select count(*) from core.timeline t where t.incident_id = incident.id),
        (select count(*) from native.conversation c join native.message m on m.conversation_id = c.id
            where c.incident_id = incident.id)), 0)
$$;
comment on function nightly.fingerprint is 'Tells whether what is computed of an incident is to be computed anew.';

create table nightly.cost (
    incident_id uuid primary key,
    fingerprint bigint,
    rules text not null,
    settled boolean not null,
    day date not null,
    type text not null,
    restricted boolean not null,
    counted boolean not null,
    model text not null,
    currency text not null,
    total_minor bigint not null,
    problems integer not null
) with (fillfactor = 70);
create index cost_day_of on nightly.cost (day);
comment on table nightly.cost is 'What each incident costs, as of the end of the last day that was computed.';
comment on column nightly.cost.fingerprint is
    'Of the rows that it was computed from; null when the cost-calculator may not have come to them yet.';
comment on column nightly.cost.settled is 'Whether time alone does not change it any more.';
comment on column nightly.cost.day is 'The day on which the incident was reported, in the zone of the organisation.';
comment on column nightly.cost.counted is 'False for exercises, and for types that the organisation leaves out.';

create table nightly.cost_share (
    incident_id uuid not null references nightly.cost on delete cascade,
    team text not null,
    amount_minor bigint not null,
    primary key (incident_id, team)
);
comment on column nightly.cost_share.team is
    'The team of those whose time it was; empty for what is nobody''s time, and for people without a team.';

create table nightly.cost_day (
    day date not null,
    type text not null,
    team text not null,
    currency text not null,
    restricted boolean not null,
    amount_minor bigint not null,
    primary key (day, type, team, currency, restricted)
);

create table nightly.cost_change (
    incident_id uuid not null,
    day date not null,
    reason text not null check (reason in ('lost_event', 'rules', 'inputs')),
    kept_by text not null check (kept_by in ('cost-calculator', 'nightly')),
    before_minor bigint,
    before_currency text,
    after_minor bigint not null,
    after_currency text not null,
    primary key (incident_id, day, reason, kept_by)
);
comment on table nightly.cost_change is
    'Amounts that were found to be others than they were: the old one stays here. Append-only.';
comment on column nightly.cost_change.kept_by is 'Whose amount it was: the account of the worker, or nightly.cost.';
comment on column nightly.cost_change.reason is
    'lost_event: the cost-calculator had not counted a row that was there; rules: rates or other rules of costs changed;
inputs: a row was written or corrected after all had come to its end.';

create table nightly.incident (
    incident_id uuid primary key,
    fingerprint bigint not null,
    rules text not null,
    settled boolean not null,
    day date not null,
    type text not null,
    severity text not null,
    team text not null,
    restricted boolean not null,
    counted boolean not null,
    detect bigint,
    assemble bigint,
    acknowledge bigint,
    stabilise bigint,
    close bigint
) with (fillfactor = 70);
create index incident_day on nightly.incident (day) where counted;
comment on table nightly.incident is 'How long each incident took to be detected, assembled and so on, in seconds.';
comment on column nightly.incident.team is 'The team of who leads it; empty when there is none.';

create table nightly.tally (
    day date not null,
    name text not null,
    dimension text not null,
    value text not null,
    restricted boolean not null,
    count bigint not null,
    primary key (name, dimension, day, value, restricted)
);
create index tally_day on nightly.tally (day);
comment on table nightly.tally is
    'Counts of a day: they add up to weeks and months, and of what is restricted and what is not to all.';
comment on column nightly.tally.dimension is 'What they are counted by: type, severity, team, person; empty for all of them.';

create table nightly.duration (
    period text not null check (period in ('day', 'week', 'month')),
    starts date not null,
    name text not null,
    dimension text not null,
    value text not null,
    audience text not null check (audience in ('open', 'all')),
    count bigint not null,
    sum bigint not null,
    median double precision not null,
    p90 double precision not null,
    primary key (name, dimension, period, audience, starts, value)
);
create index duration_starts on nightly.duration (period, starts);
comment on table nightly.duration is
    'How long incidents that were reported in a period took, in seconds. Medians do not add up: each period has its own row.';
comment on column nightly.duration.audience is 'open: without restricted incidents, for those who may not see them.';

create table nightly.forecast (
    day date not null,
    name text not null,
    dimension text not null,
    value text not null,
    frequency text not null check (frequency in ('week', 'month')),
    audience text not null check (audience in ('open', 'all')),
    document jsonb not null,
    primary key (day, name, dimension, value, frequency, audience)
);
comment on table nightly.forecast is 'What was expected at the end of a day, as the API shows it.';

-- The batch, and whoever runs it by hand.
grant usage on schema nightly to muster_nightly, muster_operator;
grant select, insert, update on nightly.step to muster_nightly, muster_operator;
grant select, insert, update, delete on nightly.cost, nightly.cost_share, nightly.cost_day, nightly.incident, nightly.tally,
    nightly.duration, nightly.forecast to muster_nightly, muster_operator;
grant select, insert on nightly.cost_change to muster_nightly, muster_operator;
-- What it computes from.
grant select on core.configuration, core.incident, core.incident_overview, core.participant, core.role_interval,
    core.status_change, core.entered_cost, core.timeline, core.alert to muster_nightly;
grant usage on schema native, cost_calculator to muster_nightly;
grant select on native.conversation, native.message to muster_nightly;
-- It puts right what the cost-calculator has missed.
grant select, insert, update on cost_calculator.account to muster_nightly;
grant insert, update on cost_calculator.account to muster_operator;

-- Shown by intake; watched by the notifier, which is not what may have died in the night.
grant usage on schema nightly to muster_intake, muster_notifier;
grant select on nightly.step, nightly.cost_day, nightly.tally, nightly.duration, nightly.forecast to muster_intake;
grant select on nightly.step to muster_notifier;
