-- Since when a worker gets the facts of a key. What was published before its queue was bound is not lost: nobody meant it to have
-- that. A release that does not know the table writes nothing here, and who has no row is taken to have got them always.
create table core.consumption (
    worker text not null,
    exchange text not null,
    routing_key text not null,
    since timestamptz not null,
    primary key (worker, exchange, routing_key)
);
comment on table core.consumption is 'Which facts workers consume by the topology that was applied last, and since when they do.';
grant select, insert, delete on core.consumption to muster_operator;
