-- What comes with Muster for an organisation without systems of its own: tickets, conversations, files, documents, groups
-- and conferences. Every object remembers the key of the effect that made it, so that it is made once.
create schema native;
grant usage on schema native to muster_resource_creator, muster_notifier, muster_intake, muster_operator;

create table native.ticket (
    id uuid primary key,
    effect_key text not null unique,
    title text not null,
    description text not null,
    status text not null,
    severity text not null,
    priority text not null,
    assignee text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    archived_at timestamptz
);

create table native.conversation (
    id uuid primary key,
    effect_key text not null unique,
    name text not null unique,
    topic text not null,
    is_private boolean not null,
    created_at timestamptz not null default now(),
    archived_at timestamptz
);
comment on column native.conversation.name is 'Names a conversation wherever its id does.';

create table native.conversation_member (
    conversation_id uuid not null references native.conversation,
    email text not null,
    joined_at timestamptz not null default now(),
    primary key (conversation_id, email)
);

create table native.message (
    id uuid primary key,
    conversation_id uuid not null references native.conversation,
    effect_key text,
    author text not null,
    text text not null check (length(text) between 1 and 20000),
    posted_at timestamptz not null default now(),
    unique (conversation_id, effect_key)
);
create index message_conversation on native.message (conversation_id, id);

create table native.bookmark (
    conversation_id uuid not null references native.conversation,
    title text not null,
    url text not null,
    primary key (conversation_id, title)
);

create table native.folder (
    id uuid primary key,
    effect_key text not null unique,
    name text not null,
    created_at timestamptz not null default now(),
    archived_at timestamptz
);

create table native.folder_member (
    folder_id uuid not null references native.folder,
    email text not null,
    joined_at timestamptz not null default now(),
    primary key (folder_id, email)
);

create table native.file (
    folder_id uuid not null references native.folder,
    name text not null check (length(name) between 1 and 200),
    content_type text not null,
    digest bytea not null check (octet_length(digest) = 32),
    body bytea not null check (octet_length(body) <= 10485760),
    stored_by text not null,
    stored_at timestamptz not null default now(),
    primary key (folder_id, name)
);
comment on column native.file.digest is 'SHA-256 of the body.';

create table native.document (
    id uuid primary key,
    effect_key text not null unique,
    title text not null,
    format text not null check (format in ('markdown', 'csv')),
    folder_id uuid references native.folder,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    archived_at timestamptz
);
comment on column native.document.version is 'The newest version; what it and those before said is in document_version.';
create index document_folder on native.document (folder_id) where folder_id is not null;

create table native.document_version (
    document_id uuid not null references native.document,
    version integer not null check (version > 0),
    body text not null check (octet_length(body) <= 1048576),
    author text not null,
    written_at timestamptz not null default now(),
    primary key (document_id, version)
);

create table native.mail_group (
    id uuid primary key,
    effect_key text not null unique,
    name text not null,
    title text not null,
    address text not null unique,
    created_at timestamptz not null default now(),
    archived_at timestamptz
);
comment on column native.mail_group.address is
    'Mail that Muster sends to this address goes to each member. Kept in lower case.';

create table native.mail_group_member (
    group_id uuid not null references native.mail_group,
    email text not null,
    joined_at timestamptz not null default now(),
    primary key (group_id, email)
);

create table native.conference (
    id uuid primary key,
    effect_key text not null unique,
    title text not null,
    room text not null,
    join_url text,
    dial_in text,
    created_at timestamptz not null default now(),
    archived_at timestamptz
);
comment on column native.conference.join_url is 'Where the bridge is, when the organisation said so; else its page is the bridge.';

create table native.conference_member (
    conference_id uuid not null references native.conference,
    email text not null,
    primary key (conference_id, email)
);

create table native.conference_visit (
    id uuid primary key,
    conference_id uuid not null references native.conference,
    name text not null check (length(name) between 1 and 200),
    note text not null default '' check (length(note) <= 2000),
    request_key text,
    at timestamptz not null default now(),
    unique (conference_id, request_key)
);
comment on column native.conference_visit.request_key is 'Whose request it was, when it said so: sent twice, it is one visit.';
comment on table native.conference_visit is 'Who said to be on the bridge, and when.';
create index conference_visit_conference on native.conference_visit (conference_id, id);

-- The conversation that everybody is in, for announcements.
insert into native.conversation (id, effect_key, name, topic, is_private)
values ('00000000-0000-7000-8000-000000000001', 'general', 'general', 'Announcements of incidents', false);

-- Processes make and change objects, and never delete one; members and bookmarks are taken out.
grant select, insert, update on all tables in schema native to muster_resource_creator;
grant delete on native.conversation_member, native.folder_member, native.mail_group_member to muster_resource_creator;

grant select on all tables in schema native to muster_notifier;
grant insert on native.message to muster_notifier;

grant select on all tables in schema native to muster_intake;
grant insert on native.message, native.conversation_member, native.file, native.document_version,
    native.conference_visit to muster_intake;
grant update on native.file to muster_intake;
grant update (version) on native.document to muster_intake;

grant select on all tables in schema native to muster_operator;
