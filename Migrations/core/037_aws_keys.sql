-- Keys that sign requests, for clients of AWS's protocols. Of the secret, which is made of the id, a digest is kept as of all keys. A
-- release that does not know the kind finds no key in what such a client sends.
alter table core.api_key drop constraint api_key_kind_check;
alter table core.api_key add constraint api_key_kind_check check (kind in ('bearer', 'routing', 'aws'));
comment on column core.api_key.kind is
    'bearer: mus_ and 52 characters, for all doors. routing: 32 characters in the body, for the door of PagerDuty''s events. aws: signs, for the door of AWS Step Functions.';
