-- as: administrator
-- The database role of the worker.
select core.make_process_role('cost_calculator');
