-- A canary is a page of nobody, each minute: it goes the way of all pages, and calls an address outside at its end.
alter table paging.trial drop constraint trial_kind_check;
alter table paging.trial add constraint trial_kind_check check (kind in ('test', 'code', 'change', 'canary'));
