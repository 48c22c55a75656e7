-- One role per process, each with the least it needs. Passwords are set by `muster migrate up --secrets`, never here.
-- `muster_owner` owns every schema and cannot log in; migrations run as it.
do $$
declare
    process text;
begin
    foreach process in array array['intake', 'resource_creator', 'notifier', 'dead_letter_keeper', 'operator'] loop
        if not exists (select from pg_roles where rolname = 'muster_' || process) then
            execute format('create role %I login', 'muster_' || process);
        end if;
        execute format('alter role %I set search_path = %I, core', 'muster_' || process, process);
        execute format('alter role %I set timezone = %L', 'muster_' || process, 'UTC');
        execute format('grant connect on database %I to %I', current_database(), 'muster_' || process);
    end loop;
end
$$;

do $$
begin
    execute format('revoke all on database %I from public', current_database());
end
$$;
revoke all on schema public from public;

create schema core;
grant usage on schema core to
    muster_intake, muster_resource_creator, muster_notifier, muster_dead_letter_keeper, muster_operator;
