#!/usr/bin/env bash
# Nagios 4.4.6 (Debian): that somebody has acknowledged a problem is told by a mail like that of a new one.
#
# Expected: with notifications for warning, unknown, critical and recovery (the installed service template) a mail when a
#           service fails and one when it is well again.
# Really:   an acknowledgement is mailed, too: "** ACKNOWLEDGEMENT Service Alert: db-1/disk is CRITICAL **", with the state at
#           the end as in the first.
# A user meets: a second incident, and a second person woken, because the first has said "I have it".
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

unpacked nagios4-core nagios4-common
nagios=$work/nagios
mkdir -p "$nagios/results"
# Stands in for `mail -s SUBJECT ADDRESS`.
# shellcheck disable=SC2016 # its own arguments
printf '#!/bin/sh\nprintf "%%s\\n" "$2" >>%s\ncat >/dev/null\n' "$nagios/subjects" >"$nagios/mail"
chmod +x "$nagios/mail"
: >"$nagios/subjects"
echo 0 >"$nagios/state"
cat >"$nagios/nagios.cfg" <<END
cfg_file=$nagios/objects.cfg
log_file=$nagios/nagios.log
object_cache_file=$nagios/objects.cache
status_file=$nagios/status
lock_file=$nagios/lock
temp_file=$nagios/temporary
temp_path=$nagios
check_result_path=$nagios/results
query_socket=$nagios/queries
command_file=$nagios/commands
check_external_commands=1
event_broker_options=0
interval_length=1
nagios_user=$(id -un)
nagios_group=$(id -gn)
END
{
    echo 'define command {'
    sed -n '/command_name.*notify-service-by-email/,/}/p' "$work/root/etc/nagios4/objects/commands.cfg" |
        sed "s#/usr/bin/mail#$nagios/mail#"
    cat <<END
define command {
    command_name fine
    command_line /bin/true
}
define command {
    command_name as-the-file-says
    command_line /bin/sh -c 'exit \$(cat $nagios/state)'
}
define timeperiod {
    timeperiod_name always
    alias always
$(printf '    %s 00:00-24:00\n' monday tuesday wednesday thursday friday saturday sunday)
}
define contact {
    contact_name muster
    email muster@example.org
    service_notification_options w,u,c,r,f,s
    host_notification_options n
    host_notification_period always
    service_notification_period always
    host_notification_commands fine
    service_notification_commands notify-service-by-email
}
define host {
    host_name db-1
    check_command fine
    check_interval 1
    max_check_attempts 1
    check_period always
    contacts muster
    notification_period always
}
define service {
    host_name db-1
    service_description disk
    check_command as-the-file-says
    check_interval 1
    retry_interval 1
    max_check_attempts 1
    check_period always
    contacts muster
    notification_options w,u,c,r
    notification_interval 0
    notification_period always
}
END
} >"$nagios/objects.cfg"
(cd "$nagios" && exec "$work/root/usr/sbin/nagios4" "$nagios/nagios.cfg") >"$work/nagios.log" 2>&1 &
started+=("$!")

# mails COUNT: waits for so many.
mails() {
    local tries=100
    until (($(wc -l <"$nagios/subjects") >= $1)); do
        ((tries-- > 0)) || { cat "$work/nagios.log" "$nagios/nagios.log" >&2; return 1; }
        sleep 0.2
    done
}

until [[ -p $nagios/commands ]]; do sleep 0.2; done
sleep 2
echo 2 >"$nagios/state"
mails 1
now=$(date +%s)
echo "[$now] ACKNOWLEDGE_SVC_PROBLEM;db-1;disk;1;1;1;ana;I have it" >"$nagios/commands"
mails 2
echo 0 >"$nagios/state"
mails 3
interpreter=python3
run_python 60 "$nagios/subjects" <<'END'
import sys
from observed import observe

with open(sys.argv[1], encoding="utf-8") as file:
    subjects = file.read().splitlines()
observe("mails of one problem", subjects, [
    "** PROBLEM Service Alert: db-1/disk is CRITICAL **",
    "** ACKNOWLEDGEMENT Service Alert: db-1/disk is CRITICAL **",
    "** RECOVERY Service Alert: db-1/disk is OK **",
])
END
