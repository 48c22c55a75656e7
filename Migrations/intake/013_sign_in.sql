-- People sign in at the console, which intake serves; it forgets what is long over.
grant select, delete on core.sign_in_link to muster_intake;
grant update (used_at) on core.sign_in_link to muster_intake;
grant select, insert, delete on core.session to muster_intake;
grant update (used_at, ended_at, ended_by) on core.session to muster_intake;
