-- Who may enter which place is only theirs; what they wrote there stays under a pseudonym.
create function native.forget_person(who text) returns table (place text, rows bigint)
    language plpgsql set search_path = native, pg_temp
as $$
begin
    delete from conversation_member where lower(email) = who;
    get diagnostics rows = row_count;
    place := 'conversation_member';
    return next;
    delete from folder_member where lower(email) = who;
    get diagnostics rows = row_count;
    place := 'folder_member';
    return next;
    delete from mail_group_member where lower(email) = who;
    get diagnostics rows = row_count;
    place := 'mail_group_member';
    return next;
    delete from conference_member where lower(email) = who;
    get diagnostics rows = row_count;
    place := 'conference_member';
    return next;
end
$$;
comment on function native.forget_person is 'Takes somebody out of all places.';
revoke all on function native.forget_person from public;
