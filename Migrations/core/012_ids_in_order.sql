-- Ids that are made one after the other sort in that order, also within a millisecond: what a transaction writes to a
-- timeline in several statements is read as it was written. The twelve bits after the version are the fraction of the
-- millisecond (RFC 9562, section 6.2, method 3); the rest stays random.
create or replace function core.uuid_v7() returns uuid
    language plpgsql volatile parallel safe
as $$
declare
    micros bigint := floor(extract(epoch from clock_timestamp()) * 1000000);
begin
    return (
        lpad(to_hex(micros / 1000), 12, '0') || '7' || lpad(to_hex(micros % 1000 * 4096 / 1000), 3, '0')
        || substr(replace(gen_random_uuid()::text, '-', ''), 17, 16)
    )::uuid;
end
$$;
