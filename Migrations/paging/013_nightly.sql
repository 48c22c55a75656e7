-- The nightly batch counts who was paged how often.
grant usage on schema paging to muster_nightly;
grant select on paging.page to muster_nightly;
create index page_handed on paging.page (handed_at) where handed_at is not null;
