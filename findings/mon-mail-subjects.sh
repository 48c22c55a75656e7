#!/usr/bin/env bash
# mon 1.3.6 (Debian 12): the subjects of its mails.
#
# Expected: the subjects of a problem and of its end differ by a word such as PROBLEM, RECOVERY or OK.
# Really:   "ALERT web/http: …" and "UPALERT web/http: …", of which one contains the other. What stands behind the colon is the
#           first line of the monitor, the hosts that fail now, and the minute and second of the mail, so that no two are equal.
# A user meets: each repetition is a new incident, and so is the recovery.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

unpacked mon
# As shipped, but for the program that it sends by.
sed "s#/usr/lib/sendmail -oi -t#cat#" "$work/root/usr/lib/mon/alert.d/mail.alert" >"$work/mail.alert"
interpreter=python3
run_python 60 "$work" <<'END'
import subprocess, sys
from observed import observe

def subject(summary, time, *options):
    sent = subprocess.run(["perl", f"{sys.argv[1]}/mail.alert", *options, "-g", "web", "-s", "http", "-h", "db-1 db-2",
                           "-t", str(time), "-l", "600", "alerts@example.org"],
                          input=summary + "\n", text=True, env={"TZ": "UTC", "LC_ALL": "C"},
                          check=True, capture_output=True, timeout=20).stdout
    return next(line for line in sent.splitlines() if line.startswith("Subject: "))

observe("problem", subject("db-1", 1795000000), "Subject: ALERT web/http: db-1 (Wed Nov 18 11:06:40)")
observe("again, with another host", subject("db-1 db-2", 1795000600), "Subject: ALERT web/http: db-1 db-2 (Wed Nov 18 11:16:40)")
observe("its end", subject("db-1 db-2", 1795001200, "-u"), "Subject: UPALERT web/http: db-1 db-2 (Wed Nov 18 11:26:40)")
END
