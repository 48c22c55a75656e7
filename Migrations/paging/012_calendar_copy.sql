-- Paging asks who is on call, and fetches the calendars that say so.
grant select, insert, update, delete on core.calendar_copy to muster_paging;
