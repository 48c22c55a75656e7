-- Those whom it concerns are told which incident goes on in the place of another, and read what was learned.
grant select on core.incident_merge, core.review_version, core.review_publication to muster_notifier;

-- Signs the links by which people whom a mail tells of an incident take part in it, without a key.
create table notifier.link_key (
    id integer primary key generated always as identity,
    key bytea not null check (length(key) = 32),
    made_at timestamptz not null default now()
);
comment on table notifier.link_key is
    'The newest signs, all are good: to replace one, insert another, and delete it a week later.';
insert into notifier.link_key (key)
values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
grant usage on schema notifier to muster_intake;
grant select on notifier.link_key to muster_notifier, muster_intake;
