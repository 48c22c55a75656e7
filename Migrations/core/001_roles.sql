-- as: administrator
-- One role per process, each with the least it needs. Passwords are set by `muster migrate up --secrets`, never here.
-- `muster_owner` owns every schema and cannot log in; the migrator makes it, and runs as it every file that does not
-- begin as this one does.

create function core.make_process_role(process text) returns void
    language plpgsql set search_path = pg_catalog
as $$
declare
    role text := 'muster_' || process;
    -- The operator owns databases without these schemas, too.
    path text := case process when 'operator' then 'core, public' else format('%I, core', process) end;
    settings text[];
begin
    if not exists (select from pg_roles where rolname = role) then
        execute format('create role %I login', role);
    end if;
    -- Roles belong to the whole server: what is as it should be stays untouched.
    select coalesce(setconfig, '{}') into settings
      from pg_roles left join pg_db_role_setting on setrole = pg_roles.oid and setdatabase = 0
     where rolname = role;
    if not settings @> array['search_path=' || path, 'TimeZone=UTC'] then
        execute format('alter role %I set search_path = %s', role, path);
        execute format('alter role %I set timezone = %L', role, 'UTC');
    end if;
    execute format('grant connect on database %I to %I', current_database(), role);
    execute format('grant usage on schema core to %I', role);
    execute format('grant select on core.applied_migration to %I', role);
end
$$;
comment on function core.make_process_role is
    'Makes the role of a process, which may connect and see what was migrated. For administrators alone.';
revoke all on function core.make_process_role from public;

select core.make_process_role(process)
  from unnest(array['intake', 'resource_creator', 'notifier', 'dead_letter_keeper', 'operator']) process;

do $$
begin
    execute format('revoke all on database %I from public', current_database());
end
$$;
revoke all on schema public from public;
