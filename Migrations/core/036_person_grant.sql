-- Which people may mend the pipeline at the console, for how long, who let them and why. A release that does not know the table
-- lets nobody.
create table core.person_grant (
    id uuid primary key default core.uuid_v7(),
    email text not null check (length(email) between 3 and 254),
    role text not null check (role in ('operator', 'administrator')),
    reason text not null check (length(reason) between 1 and 500),
    granted_by text not null,
    granted_at timestamptz not null default now(),
    expires_at timestamptz not null check (isfinite(expires_at)),
    revoked_at timestamptz,
    revoked_by text,
    check ((revoked_at is null) = (revoked_by is null))
);
create index person_grant_person on core.person_grant (lower(email));
comment on table core.person_grant is 'Roles of people at the console beyond what everybody may do. Each is over by a time.';

-- People are let in at a terminal alone: nobody at the console lets others, or themselves.
grant select, insert on core.person_grant to muster_operator;
grant update (revoked_at, revoked_by) on core.person_grant to muster_operator;
grant select on core.person_grant to muster_intake;
