import TestServers

/// Somebody in every column of every table that can hold their name, as senders, people and programs write it. Whatever a migration adds
/// is planted as well.
enum PlantedPerson {
    static let address = "gone.person+x@example.org"

    static func plant(in database: TestDatabase) async throws {
        try await database.run(sql: "set role muster_owner; " + everywhere + more)
    }

    /// Where they are found, a line for each table: written so that it does not depend on what the erasing looks for.
    static func found(in database: TestDatabase) async throws -> [String] {
        try await database.run(sql: search + "select line from pg_temp.found() as line order by 1")
    }

    private static let everywhere = """
        do $do$
        declare t record; c record; names text; vals text; v text;
        begin
            -- What is planted fits no check, and belongs to nothing.
            for t in select distinct relation::regclass as r from core.personal_column loop
                for c in select conname from pg_constraint where conrelid = t.r and contype in ('c', 'f') loop
                    execute format('alter table %s drop constraint %I', t.r, c.conname);
                end loop;
            end loop;
            for t in select distinct relation::regclass as r from core.personal_column loop
                names := null;
                vals := null;
                for c in select attname, atttypid::regtype::text as type, attnotnull, atthasdef from pg_attribute
                    where attrelid = t.r and attnum > 0 and not attisdropped and attgenerated = '' and attidentity <> 'a'
                loop
                    v := case
                        when c.type = 'text' then $$'<Gone.Person+x@Example.org>, told Gone Q. Person'::text$$
                        when c.type = 'text[]' then $$array['gone.person+x@example.org', 'o''x']$$
                        when c.type in ('jsonb', 'json') then format('%L::%s',
                            '{"gone.person+x@example.org": ["a\\ngone.person+x@example.org", "Gone Q. Person"]}', c.type)
                        when c.type = 'bytea'
                            then $$convert_to('é{"a":"\\ngone.person+x@example.org"}', 'UTF8') || '\\x00ff'::bytea$$
                        when not c.attnotnull or c.atthasdef then null
                        when c.type = 'uuid' then 'core.uuid_v7()'
                        when c.type like 'timestamp%' then 'now()'
                        when c.type = 'date' then $$date '2026-01-01'$$
                        when c.type = 'boolean' then 'false'
                        else '0' end;
                    continue when v is null;
                    names := concat_ws(', ', names, quote_ident(c.attname));
                    vals := concat_ws(', ', vals, v);
                end loop;
                execute format('insert into %s (%s) values (%s)', t.r, names, vals);
            end loop;
        end
        $do$;
        """

    private static let more = """
        insert into core.participant (incident_id, email, name, location, roles, engaged_by) values
            (core.uuid_v7(), 'gone.person+x@example.org', 'Gone Q. Person', 'Here', '{scribe}', 'x'),
            (core.uuid_v7(), 'other.gone.person+x@example.org', 'Other One', 'There', '{scribe}', 'x');
        insert into paging.contact (id, person, channel, address, made_by)
            values (core.uuid_v7(), 'gone.person+x@example.org', 'sms', '+4917012345', 'x');
        insert into core.timeline (incident_id, kind, actor, text) values (core.uuid_v7(), 'x', 'y',
            'call +4917012345, see ?who=gone.person%2Bx%40example.org. Not other.gone.person+x@example.org');
        """

    private static let search = """
        create function pg_temp.found() returns setof text language plpgsql as $$
        declare r record;
        begin
            for r in
                select a.attrelid::regclass as rel, string_agg(format('coalesce(%s, '''')',
                    case a.atttypid when 'bytea'::regtype then format('encode(%I, ''escape'')', a.attname)
                        else format('%I::text', a.attname) end), ' || chr(10) || ') as texts
                  from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and not c.relispartition
                 where a.attnum > 0 and not a.attisdropped and c.relowner = 'muster_owner'::regrole
                 group by a.attrelid
            loop
                return query execute format(
                    'select %L || '' '' || count(*) from %s
                      where regexp_replace(%s, ''other.gone.person.x@example.org'', '''', ''g'')
                            ~* ''gone.person|Gone Q|4917012345'' having count(*) > 0', r.rel::text, r.rel, r.texts);
            end loop;
        end $$;

        """
}
