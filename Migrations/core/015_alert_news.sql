-- What an alert's sender says of its beginning, kept as it was said, and how many alerts of an incident a sender leaves out.
-- A release that knows neither column leaves them as they are.
alter table core.alert add column started_at timestamptz;
comment on column core.alert.started_at is 'When it began by its sender''s word, which may lie in the future; null when it did not say.';
alter table core.incident add column alerts_omitted integer not null default 0;
comment on column core.incident.alerts_omitted is
    'Alerts of its group that their sender left out of its last message: while there are some, nobody knows that all are over.';
