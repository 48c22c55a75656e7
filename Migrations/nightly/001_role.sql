-- as: administrator
-- The database role of the nightly batch.
select core.make_process_role('nightly');
