-- What incidents cost, computed from the rows of core: it can be computed again at any time, and comes out the same.
select core.make_worker_schema('cost_calculator');

grant select on core.incident, core.incident_overview, core.participant, core.timeline, core.role_interval,
    core.status_change, core.entered_cost to muster_cost_calculator;

create table cost_calculator.account (
    incident_id uuid primary key,
    total_minor bigint not null,
    currency text not null,
    model text not null,
    computed_at timestamptz not null,
    published_minor bigint,
    published_currency text,
    document jsonb not null
) with (fillfactor = 70);
comment on column cost_calculator.account.document is 'The cost as the API shows it, with every line.';
comment on column cost_calculator.account.published_minor is 'The total that was announced last; null when none was.';
grant select, insert, update on cost_calculator.account to muster_cost_calculator;
grant select on cost_calculator.account to muster_operator;

-- Shown by intake, said in notices and tickets.
grant usage on schema cost_calculator to muster_intake, muster_notifier, muster_resource_creator;
grant select on cost_calculator.account to muster_intake, muster_notifier, muster_resource_creator;
