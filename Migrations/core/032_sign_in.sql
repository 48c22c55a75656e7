-- How people sign in to the console: by a link that is good once and for a short while, which begins a session. Of both the
-- database keeps SHA-256 of the token alone. A release that does not know them signs nobody in.

create table core.sign_in_link (
    digest bytea primary key check (octet_length(digest) = 32),
    email text not null check (length(email) between 3 and 254),
    name text not null check (length(name) between 1 and 200),
    created_at timestamptz not null default now(),
    created_by text not null,
    expires_at timestamptz not null check (isfinite(expires_at)),
    used_at timestamptz
);
comment on table core.sign_in_link is 'Links that sign somebody in, once.';

create table core.session (
    id uuid primary key default core.uuid_v7(),
    digest bytea not null unique check (octet_length(digest) = 32),
    email text not null,
    name text not null,
    began_at timestamptz not null default now(),
    used_at timestamptz not null default now(),
    expires_at timestamptz not null check (isfinite(expires_at)),
    ended_at timestamptz,
    ended_by text,
    check ((ended_at is null) = (ended_by is null))
);
create index session_person on core.session (lower(email));
comment on column core.session.used_at is 'When the person came last, some minutes late: after a while without them it is over.';
comment on column core.session.expires_at is 'When it is over whatever they do.';

-- The operator's commands invite people, list sessions and end them.
grant select, insert on core.sign_in_link to muster_operator;
grant select on core.session to muster_operator;
grant update (ended_at, ended_by) on core.session to muster_operator;
