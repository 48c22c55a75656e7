-- UUIDv7 (RFC 9562, section 5.7) made by the database for what it announces itself, and the bounds that partition by it.

create function core.uuid_floor(moment timestamptz) returns uuid
    language sql immutable strict parallel safe
    return (lpad(to_hex(floor(extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

comment on function core.uuid_floor is 'The smallest UUIDv7 of a moment: the bound of a partition.';

create function core.uuid_v7() returns uuid
    language sql volatile parallel safe
    return (
        lpad(to_hex(floor(extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0')
        || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14, 19)
    )::uuid;

comment on function core.uuid_v7 is 'A new UUIDv7 of the current time.';
