-- People say themselves how they are reached. A contact of theirs is used once a code that went there has come back; what the
-- configuration names needs none, since whoever applied it answers for it. A release before this one uses the configuration's.

create table paging.contact (
    id uuid primary key,
    person text not null check (person = lower(person)),
    channel text not null check (channel in ('mail', 'conversation', 'sms', 'voice', 'webhook')),
    address text not null,
    made_at timestamptz not null default now(),
    made_by text not null,
    codes integer not null default 0,
    code_at timestamptz,
    guesses integer not null default 0,
    verified_at timestamptz,
    unique (person, channel, address)
);
comment on column paging.contact.codes is 'Codes that were sent there; only the newest is good, and no code is kept: it is derived from this.';

create table paging.contact_rule (
    person text primary key check (person = lower(person)),
    rules jsonb not null,
    changed_at timestamptz not null default now(),
    changed_by text not null
);
comment on table paging.contact_rule is 'How somebody wants to be reached, instead of what the configuration says.';

create table paging.trial (
    id uuid primary key,
    kind text not null check (kind in ('test', 'code', 'change')),
    about uuid not null,
    generation integer not null default 0,
    person text not null check (person = lower(person)),
    position integer not null default 0,
    channel text not null check (channel in ('mail', 'conversation', 'sms', 'voice', 'webhook')),
    address text not null,
    sender text not null,
    subject text not null,
    body text not null,
    made_at timestamptz not null default now(),
    made_by text not null,
    state text not null default 'planned' check (state in ('planned', 'calling', 'sent', 'superseded', 'failed')),
    provider text,
    called_at timestamptz,
    ended_at timestamptz,
    answer text
);
create index trial_about on paging.trial (about, position);
create index trial_person on paging.trial (person, made_at);
create index trial_made on paging.trial (made_at);
comment on table paging.trial is
    'Messages to a way of somebody that are about no incident: test pages, codes, and that their contacts were changed.';
comment on column paging.trial.about is 'The test that it is part of, or the contact.';

grant select, insert, update, delete on paging.contact, paging.contact_rule to muster_intake;
grant select, insert, delete on paging.trial to muster_intake;
grant select on paging.contact, paging.contact_rule to muster_paging;
grant select, update on paging.trial to muster_paging;
grant select on paging.contact, paging.contact_rule, paging.trial to muster_operator;
