-- What is kept for how long, of which incidents everything is kept, and how somebody is forgotten.
--
-- Each schema offers `retain(kind, before, batch)`: it deletes up to `batch` rows of a kind that ended before a moment and says how
-- many, or counts them all when `batch` is null; null for a kind that it has nothing of. Nobody may call these but
-- core.retain_in, which is what the night calls: a role that may age out rows can delete nothing else.

create table core.legal_hold (
    id uuid primary key default core.uuid_v7(),
    incident_id uuid not null references core.incident,
    reason text not null check (length(reason) between 1 and 1000),
    held_by text not null,
    held_at timestamptz not null default now(),
    released_at timestamptz,
    released_by text,
    check ((released_at is null) = (released_by is null))
);
create unique index legal_hold_current on core.legal_hold (incident_id) where released_at is null;
comment on table core.legal_hold is
    'Of an incident that is held, nothing is aged out and nobody is erased. A hold that was released stays as what was said.';
grant select, insert on core.legal_hold to muster_operator;
grant update (released_at, released_by) on core.legal_hold to muster_operator;

create function core.must_keep(incident uuid) returns boolean
    language sql stable parallel safe
return incident is not null and (
    exists (select from core.legal_hold h where h.incident_id = incident and h.released_at is null)
    or exists (select from core.incident i where i.id = incident and i.status <> 'closed'));
comment on function core.must_keep is 'Whether nothing of an incident may be aged out: it is held, or it is not closed.';

-- Alerts that are over and that nothing refers to. Its view is of the owner alone.
create view core.past_alert as
select a.id, a.last_at from core.alert a
 where not exists (select from core.open_alert o where o.alert_id = a.id)
   and not exists (select from core.held_alert h where h.alert_id = a.id and h.released_at is null
                      and a.status <> 'resolved')
   and not exists (select from core.heartbeat b where b.alert_id = a.id)
   and not core.must_keep(a.incident_id);

-- A partition without anything to be kept goes as a whole: that costs the same however much is in it.
create function core.drop_past_alerts(before timestamptz) returns bigint
    language plpgsql set search_path = pg_catalog, core, pg_temp
as $$
declare
    part record;
    rows bigint;
    kept boolean;
    gone bigint := 0;
begin
    perform pg_advisory_xact_lock(hashtext('core.maintain_partitions'));
    -- What is held from now on waits for the end of this.
    lock table core.legal_hold in share mode;
    -- Who reads alerts is not kept waiting behind somebody who reads them for long: rows go one by one then.
    perform set_config('lock_timeout', '2s', true);
    for part in
        select p.* from partition p where p.parent = 'core.alert'::regclass and p.ends < before order by p.starts
    loop
        begin
            execute format(
                'select count(*), coalesce(bool_or(c.last_at >= $1 or p.id is null), false)
                   from core.%I c left join core.past_alert p on p.id = c.id', part.name)
                using before into rows, kept;
            continue when kept;
            -- The parent first, as readers do.
            lock table core.alert in access exclusive mode;
            execute format('delete from core.alert_note n using core.%I c where n.alert_id = c.id', part.name);
            execute format('delete from core.held_alert h using core.%I c where h.alert_id = c.id', part.name);
            execute format('drop table core.%I', part.name);
            delete from partition p where p.parent = part.parent and p.starts = part.starts;
            gone := gone + rows;
        exception when lock_not_available then
            null;
        end;
    end loop;
    perform set_config('lock_timeout', '0', true);
    return gone;
end
$$;
revoke all on function core.drop_past_alerts from public;

create function core.retain(kind text, before timestamptz, batch integer) returns bigint
    language plpgsql set search_path = pg_catalog, core, pg_temp
as $$
declare
    gone bigint;
    dropped bigint;
    mine uuid[];
begin
    if kind = 'refused_bodies' and batch is null then
        return (select count(*) from refused_body where received_at < before);
    elsif kind = 'refused_bodies' then
        delete from refused_body where id in (
            select id from refused_body where received_at < before order by id limit batch for update skip locked);
        get diagnostics gone = row_count;
        return gone;
    elsif kind = 'alerts' and batch is null then
        return (select count(*) from past_alert where id < uuid_floor(before) and last_at < before);
    elsif kind = 'alerts' then
        dropped := drop_past_alerts(before);
        mine := array(
            select a.id from alert a
             where a.id < uuid_floor(before) and a.id in (
                select p.id from past_alert p where p.id < uuid_floor(before) and p.last_at < before
                 order by p.id limit batch)
             order by a.id for update skip locked);
        delete from alert_note where alert_id = any(mine);
        delete from held_alert where alert_id = any(mine);
        delete from alert where id = any(mine) and id < uuid_floor(before);
        get diagnostics gone = row_count;
        return dropped + gone;
    elsif kind = 'claims' and batch is null then
        return (select count(*) from partition p join partitioned_table t on t.parent = p.parent
                 where p.ends < now() - t.keep)
            + (select count(*) from idempotency where created_at < now() - interval '3 days');
    elsif kind = 'claims' then
        -- The time of these is that of the runtime: a message that is older than its inbox is refused.
        gone := (select count(*) from partition p join partitioned_table t on t.parent = p.parent
                  where p.ends < now() - t.keep);
        perform maintain_partitions();
        return gone - (select count(*) from partition p join partitioned_table t on t.parent = p.parent
                        where p.ends < now() - t.keep)
            + forget_outdated(batch);
    end if;
    return null;
end
$$;
comment on function core.retain is
    'Ages out bodies that were refused, alerts that are over, and what the runtime keeps of messages (partitions count as one).';
revoke all on function core.retain from public;

create function core.retention_schemas() returns setof text
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select n.nspname::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.proname = 'retain' and p.proowner = (select relowner from pg_class where oid = 'core.incident'::regclass)
     order by n.nspname <> 'core', n.nspname
$$;
comment on function core.retention_schemas is 'The schemas that age out what they own.';
revoke all on function core.retention_schemas from public;

create function core.retain_in(schema text, kind text, before timestamptz, batch integer) returns bigint
    language plpgsql security definer set search_path = pg_catalog, core, pg_temp
as $$
declare
    gone bigint;
begin
    if schema not in (select retention_schemas()) then
        raise exception 'the schema % ages out nothing', schema using errcode = 'invalid_parameter_value';
    end if;
    if before > now() - interval '1 day' or batch not between 1 and 100000 then
        raise exception 'nothing is aged out within a day, and no more than 100,000 rows at a time'
            using errcode = 'invalid_parameter_value';
    end if;
    execute format('select %I.retain($1, $2, $3)', schema) using kind, before, batch into gone;
    return gone;
end
$$;
comment on function core.retain_in is
    'Deletes up to so many rows of a kind that ended before a moment, and says how many; counts them when the batch is null.';
revoke all on function core.retain_in from public;
grant execute on function core.retention_schemas, core.retain_in to muster_operator;

-- Somebody is forgotten in every column that can hold an address, whoever adds one: the catalogue says which there are. Where a
-- record must stay, a pseudonym stands for them, the same one each time; what is only theirs a schema deletes in a function
-- `forget_person(person)`, and `addresses_of(person)` says where else they are reached.

create table core.erasure_key (key bytea not null check (length(key) = 32));
comment on table core.erasure_key is 'Makes pseudonyms that nobody can find by trying addresses. Nobody reads it.';
insert into core.erasure_key
values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

create function core.pseudonym(person text) returns text
    language sql stable security definer set search_path = pg_catalog, core, pg_temp
as $$
    select 'erased-' || left(encode(sha256(key || convert_to(lower(person), 'UTF8')), 'hex'), 12) || '@erased.invalid'
      from erasure_key limit 1
$$;
comment on function core.pseudonym is 'Stands for somebody who was erased. It has the form of an address that never is one (RFC 2606).';
revoke all on function core.pseudonym from public;
grant execute on function core.pseudonym to muster_operator;

create view core.personal_column as
select c.oid as relation, n.nspname::text as schema, c.relname::text as table, a.attname::text as column,
    format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
 where c.relkind in ('r', 'p') and not c.relispartition
   and c.relowner = (select relowner from pg_class where oid = 'core.incident'::regclass)
   and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'text[]'::regtype, 'jsonb'::regtype, 'json'::regtype,
        'bytea'::regtype)
   and c.oid not in ('core.erasure_key'::regclass, 'core.applied_migration'::regclass);
comment on view core.personal_column is 'Every column that may hold the name or the address of somebody.';

-- How a text is written in columns of each kind: plain, in JSON, as bytes, and as bytes of JSON.
create function core.forms_of(word text) returns text[]
    language sql immutable
return array(
    select distinct form from unnest(array[
        word, btrim(to_jsonb(word)::text, '"'), encode(convert_to(word, 'UTF8'), 'escape'),
        encode(convert_to(btrim(to_jsonb(word)::text, '"'), 'UTF8'), 'escape')]) as form order by form);

create function core.pattern_of(words text[], is_coded boolean) returns text
    language sql immutable
return coalesce((
    select '(?:(?<![a-z0-9._%+-])|(?<=%[0-9a-f][0-9a-f])'
        || case when is_coded then '|(?<=\\[bfnrt])|(?<=\\u[0-9a-f][0-9a-f][0-9a-f][0-9a-f])|(?<=\\[0-7][0-7][0-7])' else '' end
        || ')(?:' || string_agg(replace(replace(regexp_replace(form, '([^[:alnum:]@])', '\\\1', 'g'), '@', '(?:@|%40)'), '\+', '(?:\+|%2b)'), '|')
        || ')(?![a-z0-9_-]|\.[a-z0-9])'
      from (select distinct unnest(core.forms_of(word)) as form from unnest(words) as word) as forms), '(?=a)b');
comment on function core.pattern_of is
    'Finds addresses and names as they are written, and no others that contain them; for JSON and bytes also after an escape.';
revoke all on function core.forms_of, core.pattern_of from public;

-- Names of a person that stand for nobody else, and are no common word: the others are replaced beside the address alone.
create function core.names_of(person text) returns text[]
    language sql stable set search_path = pg_catalog, core, pg_temp
as $$
    with named as (
        select lower(email) as email, name from participant
        union select lower(email), name from role_interval
        union select lower(p->>'email'), p->>'name' from configuration c,
            jsonb_array_elements(case jsonb_typeof(c.document->'people') when 'array' then c.document->'people' else '[]' end) p
    )
    select array(
        select distinct n.name from named n
         where n.email = person and length(n.name) >= 5 and btrim(n.name) ~ '\s'
           and not exists (select from named o where lower(o.name) = lower(n.name) and o.email <> person
                              and o.email not like 'erased-%@erased.invalid'))
$$;
revoke all on function core.names_of from public;

-- In one column of one table, as an expression: $1 and $2 find addresses, plain and coded, $3 and $4 names; $5 and $6 stand for them.
create function core.erased_column(name text, type text, pseudonym text) returns text
    language sql immutable
return case type
    when 'bytea' then format(
        'decode(regexp_replace(regexp_replace(encode(%1$I, ''escape''), $2, %2$s, ''gi''), $4, $6, ''gi''), ''escape'')',
        name, pseudonym)
    when 'json' then format(
        'regexp_replace(regexp_replace(%1$I::text, $2, %2$s, ''gi''), $4, $6, ''gi'')::json', name, pseudonym)
    when 'jsonb' then format(
        'regexp_replace(regexp_replace(%1$I::text, $2, %2$s, ''gi''), $4, $6, ''gi'')::jsonb', name, pseudonym)
    else format(
        'regexp_replace(regexp_replace(%1$I::text, $1, %2$s, ''gi''), $3, $6, ''gi'')::%3$s', name, pseudonym, type) end;

create function core.named_column(name text, type text) returns text
    language sql immutable
return case type
    when 'bytea' then format('(encode(%1$I, ''escape'') ~* $2 or encode(%1$I, ''escape'') ~* $4)', name)
    when 'json' then format('(%1$I::text ~* $2 or %1$I::text ~* $4)', name)
    when 'jsonb' then format('(%1$I::text ~* $2 or %1$I::text ~* $4)', name)
    else format('(%1$I::text ~* $1 or %1$I::text ~* $3)', name) end;
revoke all on function core.erased_column, core.named_column from public;

-- One table. What a pseudonym has no room for becomes the shortest word; a row that stands there already is not there twice.
create function core.erase_in(target regclass, patterns text[], pseudonym text, label text, person text) returns bigint
    language plpgsql set search_path = pg_catalog, core, pg_temp
as $$
declare
    found text;
    plain text;
    short text;
    beside boolean;
    spot record;
    changed bigint;
begin
    beside := (select bool_or("column" = 'email') and bool_or("column" = 'name') from personal_column where relation = target);
    select string_agg(named_column("column", type), ' or '),
           string_agg(format('%I = ', "column") || own.expression, ', '),
           string_agg(format('%I = ', "column") || own.shortest, ', ')
      into found, plain, short
      from personal_column c, lateral (select
        case when beside and "column" = 'name' then format('case when lower(email) = $7 then $6 else %s end', erased_column("column", type, '$5'))
             when beside and "column" = 'location' and not required
             then format('case when lower(email) = $7 then null else %s end', erased_column("column", type, '$5'))
             else erased_column("column", type, '$5') end as expression,
        erased_column("column", type, '''gone''') as shortest) as own
     where relation = target;
    begin
        execute format('update %s set %s where %s', target, plain, found)
            using patterns[1], patterns[2], patterns[3], patterns[4], pseudonym, label, person;
        get diagnostics changed = row_count;
        return changed;
    exception when check_violation or unique_violation or string_data_right_truncation then
        changed := 0;
    end;
    for spot in execute format('select tableoid::regclass as part, ctid as place from %s where %s', target, found)
        using patterns[1], patterns[2], patterns[3], patterns[4]
    loop
        begin
            execute format('update %s set %s where ctid = $8', spot.part, plain)
                using patterns[1], patterns[2], patterns[3], patterns[4], pseudonym, label, person, spot.place;
        exception
            when unique_violation then
                execute format('delete from %s where ctid = $1', spot.part) using spot.place;
            when check_violation or string_data_right_truncation then
                execute format('update %s set %s where ctid = $8', spot.part, short)
                    using patterns[1], patterns[2], patterns[3], patterns[4], pseudonym, label, person, spot.place;
        end;
        changed := changed + 1;
    end loop;
    return changed;
end
$$;
revoke all on function core.erase_in from public;

create function core.owner_functions(name text) returns table (schema text, call regprocedure)
    language sql stable set search_path = pg_catalog, pg_temp
as $$
    select n.nspname::text, p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.proname = name and p.proowner = (select relowner from pg_class where oid = 'core.incident'::regclass)
     order by n.nspname
$$;

create function core.addresses_of(person text) returns setof text
    language plpgsql stable set search_path = pg_catalog, core, pg_temp
as $$
declare
    owner record;
begin
    return next person;
    for owner in select * from owner_functions('addresses_of') where schema <> 'core' loop
        return query execute format('select lower(a) from %I.addresses_of($1) a', owner.schema) using person;
    end loop;
end
$$;

create function core.forget_person(person text) returns table (place text, rows bigint)
    language plpgsql set search_path = pg_catalog, core, pg_temp
as $$
begin
    delete from core.engagement_preference p where lower(p.person) = forget_person.person;
    get diagnostics rows = row_count;
    place := 'engagement_preference';
    return next;
    delete from core.subscription s where lower(s.email) = forget_person.person;
    get diagnostics rows = row_count;
    place := 'subscription';
    return next;
    -- A key stays as what once was, and opens nothing any more.
    update core.api_key k set revoked_at = now() where lower(k.name) = forget_person.person and k.revoked_at is null;
end
$$;
revoke all on function core.owner_functions, core.addresses_of, core.forget_person from public;

create function core.erase_person(person text) returns table (place text, fate text, rows bigint)
    language plpgsql security definer set search_path = pg_catalog, core, pg_temp
as $$
declare
    mine text := lower(btrim(person));
    addresses text[];
    names text[];
    patterns text[];
    pseudonym text;
    owner record;
    target record;
    found bigint;
begin
    if mine !~ '^[^@\s]+@[^@\s]+$' or mine like '%@erased.invalid' then
        raise exception '% is no address of a person', person using errcode = 'invalid_parameter_value';
    end if;
    perform pg_advisory_xact_lock(hashtext('core.erase_person'));
    pseudonym := core.pseudonym(mine);
    addresses := array(select distinct core.addresses_of(mine));
    names := names_of(mine);
    patterns := array[pattern_of(addresses, false), pattern_of(addresses, true), pattern_of(names, false), pattern_of(names, true)];
    for owner in select * from owner_functions('forget_person') loop
        return query execute format(
            'select %L || f.place, ''deleted'', f.rows from %I.forget_person($1) f where f.rows > 0',
            owner.schema || '.', owner.schema) using mine;
    end loop;
    -- Tables whose triggers write history come last, when the history names nobody any more; whatever they write after all is found
    -- by the next pass.
    for pass in 1..5 loop
        found := 0;
        for target in
            select c.relation, c.schema, c."table" from personal_column c
             group by c.relation, c.schema, c."table"
             order by exists (select from pg_trigger t where t.tgrelid = c.relation and not t.tgisinternal), c.schema, c."table"
        loop
            rows := erase_in(target.relation::regclass, patterns, pseudonym, 'Erased ' || substr(pseudonym, 8, 12), mine);
            if rows > 0 then
                found := found + rows;
                place := target.schema || '.' || target."table";
                fate := 'replaced';
                return next;
            end if;
        end loop;
        exit when found = 0;
    end loop;
    if found > 0 then
        raise exception 'something writes the address anew while it is erased' using errcode = 'object_not_in_prerequisite_state';
    end if;
    for owner in select * from owner_functions('after_erasure') loop
        execute format('select %I.after_erasure()', owner.schema);
    end loop;
end
$$;
comment on function core.erase_person is
    'Deletes what is only of somebody, puts a pseudonym for them everywhere else, and says what it did to which table.';
revoke all on function core.erase_person from public;
grant execute on function core.erase_person to muster_operator;

create function core.erasure_obstacles(person text) returns table (kind text, name text)
    language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp
as $$
declare
    addresses text[] := array(select distinct core.addresses_of(lower(btrim(person))));
    target record;
begin
    return query select 'configuration', c.version::text
      from (select * from configuration order by version desc limit 1) c
     where c.document::text ~* pattern_of(addresses, true);
    return query select distinct 'open', i.name from participant p join incident i on i.id = p.incident_id
     where lower(p.email) = any(addresses) and i.status <> 'closed' order by 2;
    for target in
        select c.relation, string_agg(named_column(c."column", c.type), ' or ') as found,
               case c.relation when 'core.incident'::regclass then 'id' else 'incident_id' end as key
          from personal_column c
         where c.relation = 'core.incident'::regclass or c.relation <> 'core.legal_hold'::regclass
           and exists (select from pg_attribute a where a.attrelid = c.relation and a.attname = 'incident_id'
                          and a.atttypid = 'uuid'::regtype and not a.attisdropped)
         group by c.relation
    loop
        return query execute format(
            'select distinct ''held'', i.name from (select %I as incident_id from %s where %s) t
               join core.incident i on i.id = t.incident_id
              where i.id in (select incident_id from core.legal_hold where released_at is null)',
            target.key, target.relation::regclass, target.found)
            using pattern_of(addresses, false), pattern_of(addresses, true), '(?=a)b', '(?=a)b';
    end loop;
end
$$;
comment on function core.erasure_obstacles is
    'Why somebody cannot be erased yet: the configuration in force names them (configuration), they take part in an incident
that is not closed (open), or stand in one that is held (held).';
revoke all on function core.erasure_obstacles from public;
grant execute on function core.erasure_obstacles to muster_operator;
