-- An object knows its incident from birth, so that a restricted one's is never there for others: not even between its
-- making and the row of core.resource, and not when that row is never written. The key of the effect that made it says
-- the incident, whichever release made it; what was made for no incident has none, and is there for those alone who may
-- see everything.
do $$
declare
    kind text;
begin
    foreach kind in array array['ticket', 'conversation', 'folder', 'document', 'mail_group', 'conference'] loop
        execute format(
            'alter table native.%I add column incident_id uuid generated always as (substring(effect_key from %L)::uuid) stored',
            kind, '^incident/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/');
        execute format('comment on column native.%I.incident_id is %L', kind, 'Whose place it is; null when none''s.');
    end loop;
end
$$;
