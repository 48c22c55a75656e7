-- Who has a shift hears of it before it begins, and everybody when duty changes: each once, from whichever instance.
alter table paging.trial drop constraint trial_kind_check;
alter table paging.trial add constraint trial_kind_check check (kind in ('test', 'code', 'change', 'canary', 'shift'));

create table paging.shift_notice (
    schedule text not null,
    kind text not null check (kind in ('week', 'day', 'soon', 'change')),
    person text not null,
    at timestamptz not null,
    told_at timestamptz not null default now(),
    primary key (schedule, kind, person, at)
);
create index shift_notice_told on paging.shift_notice (told_at);
comment on table paging.shift_notice is 'What was told of shifts; a change of duty is told to nobody in particular.';
grant select, insert, delete on paging.shift_notice to muster_paging;
grant insert, delete on paging.trial to muster_paging;
grant select on paging.shift_notice to muster_operator;
