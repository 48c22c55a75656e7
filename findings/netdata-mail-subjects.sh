#!/usr/bin/env bash
# netdata 1.37.1 (Debian): the subject of a mail has the value, or how long it lasted, and says neither "recovered" nor the chart.
#
# Expected: mails of one alarm have one subject but for the word for how it stands, and the last says "recovered", as its
#           messages to chats do ("db-1 recovered - disk space usage - disk_space._").
# Really:   "Critical, disk_space_usage = 98.1%, on db-1", then "Clear, disk_space_usage (was critical for 5 minutes), on
#           db-1". Two full disks of a host have the same subject. Name, chart, host and state are in fields X-Netdata-… of
#           the mail; In-Reply-To names a mail that was never sent, followed by the letters \r\nReferences: and the same.
# A user meets: another incident for each value, and none that ends.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

unpacked netdata-plugins-bash
mkdir "$work/settings"
# Stands in for `sendmail -t`.
# shellcheck disable=SC2016 # its own arguments
printf '#!/bin/sh\n[ "$1" = -F ] || cat >>%s\n' "$work/mails" >"$work/sendmail"
chmod +x "$work/sendmail"
cat >"$work/settings/health_alarm_notify.conf" <<END
sendmail="$work/sendmail"
SEND_EMAIL="YES"
DEFAULT_RECIPIENT_EMAIL="muster@example.org"
role_recipients_email[sysadmin]="muster@example.org"
END

# alarm DISK STATE BEFORE VALUE: what the daemon calls when the state of an alarm changes.
alarm() {
    NETDATA_USER_CONFIG_DIR=$work/settings NETDATA_STOCK_CONFIG_DIR=$work/settings NETDATA_CACHE_DIR=$work \
        NETDATA_REGISTRY_URL=http://127.0.0.1 timeout 20 bash "$work/root/usr/lib/netdata/plugins.d/alarm-notify.sh" \
        sysadmin db-1 815 7 1 1795000000 disk_space_usage "disk_space._$1" "/$1" "$2" "$3" "${4%.*}" 0 source 300 300 % \
        'space on the disk' "$4%" 90% '' '' 0 1 '' '' System '' '' >"$work/log" 2>&1 || { cat "$work/log" >&2; return 1; }
}

alarm data WARNING CLEAR 91.2
alarm data CRITICAL WARNING 98.1
alarm logs CRITICAL CLEAR 98.1
alarm data CLEAR CRITICAL 60.3
interpreter=python3
run_python 20 "$work/mails" <<'END'
import re, sys
from observed import observe

with open(sys.argv[1], encoding="utf-8") as file:
    mails = [text for text in re.split(r"^(?=To: )", file.read(), flags=re.MULTILINE) if text.startswith("To:")]

def field(mail, name):
    return re.search(rf"^{name}: (.*?)\r?$", mail, re.MULTILINE)[1]

observe("subjects", [field(mail, "Subject") for mail in mails], [
    "Warning, disk_space_usage = 91.2%, on db-1",
    "Critical, disk_space_usage = 98.1%, on db-1",
    "Critical, disk_space_usage = 98.1%, on db-1",
    "Clear, disk_space_usage (was critical for 5 minutes), on db-1",
])
fields = ["X-Netdata-Severity", "X-Netdata-Alert-Name", "X-Netdata-Chart", "X-Netdata-Host", "In-Reply-To"]
observe("fields of the last", [field(mails[-1], name) for name in fields],
        ["clear", "disk_space_usage", "disk_space._data", "db-1",
         "<disk_space._data-disk_space_usage@db-1>\\r\\nReferences: <disk_space._data-disk_space_usage@db-1>"])
END
