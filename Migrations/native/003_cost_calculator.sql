-- What people write in the conversations of an incident is work on it.
grant usage on schema native to muster_cost_calculator;
grant select on native.conversation, native.message to muster_cost_calculator;
