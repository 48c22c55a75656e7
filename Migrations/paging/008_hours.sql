-- Steps may be for some hours alone; at others they are passed over. A release before this one writes none such, and its auditor,
-- as long as it runs beside this one, takes them for steps that paged nobody.
alter table paging.step drop constraint step_outcome_check;
alter table paging.step add constraint step_outcome_check
    check (outcome in ('paged', 'last_resort', 'superseded', 'passed_over'));
comment on column paging.step.outcome is
    'paged: its targets; last_resort: those whom the policy names for it; superseded: the same step of a later round was due; '
    'passed_over: it is for other hours.';
