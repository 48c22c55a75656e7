-- The operators' copy for the worst day says by which telephones people are reached.
grant select on paging.contact, paging.contact_rule to muster_nightly;
