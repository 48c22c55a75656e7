-- What the sender of alerts did with them on its side: the upstream half of why somebody was told, or not.

create table core.upstream_fact (
    source text not null,
    fingerprint text not null,
    kind text not null check (kind in ('created', 'grouped', 'sent', 'resolved', 'silenced', 'inhibited')),
    place text not null,
    text text not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    primary key (source, fingerprint, kind, place)
);
comment on table core.upstream_fact is
    'One row for what happens to an alert again and again at one place (receiver, silence), by the sender''s clock; kept 90 days.';
create index upstream_fact_age on core.upstream_fact (last_at);
