-- What the organisation decided, who may call, what operators did, and what was applied.

create table core.configuration (
    version bigint generated always as identity primary key,
    digest text not null,
    document jsonb not null,
    applied_at timestamptz not null default now(),
    applied_by text not null
);

create table core.api_key (
    prefix text primary key check (prefix ~ '^[A-Za-z0-9_-]{8}$'),
    name text not null,
    digest bytea not null check (octet_length(digest) = 32),
    scopes text[] not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz
);
comment on column core.api_key.digest is 'SHA-256 of the whole key; the key itself is shown once, at creation.';
create index api_key_name on core.api_key (name);

create table core.detector (
    source text primary key check (source ~ '^[a-z0-9-]{1,64}$'),
    broker_user text not null unique,
    created_at timestamptz not null default now(),
    revoked_at timestamptz
);
comment on table core.detector is 'Sources that publish alerts over AMQP with a broker user of their own.';

create table core.idempotency (
    principal text not null,
    key text not null check (length(key) between 1 and 255),
    fingerprint bytea not null,
    status integer not null,
    body bytea not null,
    created_at timestamptz not null default now(),
    primary key (principal, key)
);
create index idempotency_age on core.idempotency (created_at);

create table core.audit (
    id uuid primary key default core.uuid_v7(),
    at timestamptz not null default now(),
    actor text not null,
    action text not null,
    target text not null,
    detail jsonb not null default '{}'
);

create table core.paused_queue (
    queue text primary key,
    paused_at timestamptz not null default now(),
    paused_by text not null,
    reason text not null default ''
);

create table core.applied_topology (
    digest text primary key,
    applied_at timestamptz not null default now(),
    applied_by text not null,
    workers text[] not null default '{}'
);
comment on column core.applied_topology.workers is 'The workers whose dead letters are kept.';
