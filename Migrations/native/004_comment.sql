-- Comments on what a document says. One with an assignee is a task: whether it is resolved, the task says, and nothing here.
create table native.comment (
    id uuid primary key,
    document_id uuid not null,
    version integer not null,
    quote text not null check (length(quote) between 1 and 1000),
    text text not null check (length(text) between 1 and 2000),
    author text not null,
    created_at timestamptz not null default now(),
    resolved_at timestamptz,
    resolved_by text,
    foreign key (document_id, version) references native.document_version,
    check ((resolved_at is null) = (resolved_by is null))
);
create index comment_document on native.comment (document_id, id);
comment on column native.comment.version is 'The version that says what is quoted.';
comment on column native.comment.resolved_at is 'Of a comment without an assignee; null for others.';
grant select, insert on native.comment to muster_intake;
grant update (resolved_at, resolved_by) on native.comment to muster_intake;
grant select on native.comment to muster_operator;
