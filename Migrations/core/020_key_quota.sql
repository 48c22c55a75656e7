-- Whether intake limits how much a key may send. A release before this one limits every key.
alter table core.api_key add column has_quota boolean not null default true;
comment on column core.api_key.has_quota is 'Whether the requests that a key sends are limited, per instance of intake: 1,000/s, 5,000 at once.';
grant update (has_quota) on core.api_key to muster_operator;
