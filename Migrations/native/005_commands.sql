-- What a command in a conversation was answered, whom a message names, and which messages were pinned to the timeline. A release
-- that does not know the tables takes a command for something said, and answers nothing.
create table native.answer (
    message_id uuid primary key references native.message,
    text text not null check (length(text) between 1 and 20000),
    is_private boolean not null,
    answered_at timestamptz not null default now()
);
comment on table native.answer is 'Answers to commands, each written with what the command did.';
comment on column native.answer.is_private is
    'Whether it is for the author of the command alone; any other stands in the conversation, too.';

create table native.mention (
    message_id uuid not null references native.message,
    email text not null,
    primary key (message_id, email)
);
comment on table native.mention is 'People whom messages name.';

create table native.pin (
    message_id uuid primary key references native.message,
    pinned_by text not null,
    pinned_at timestamptz not null default now()
);
comment on table native.pin is 'Messages that stand in the timeline of their incident, once each.';

-- Intake alone: whoever else says something needs none of it.
grant select, insert on native.answer, native.mention, native.pin to muster_intake;
grant select on native.answer, native.mention, native.pin to muster_operator;
