#!/usr/bin/env bash
# Monit 5.33.0 (Debian): its mails say that it is over in the middle of the subject, before the service's name.
#
# Expected: a subject that ends, or begins, with what happened: "shop: connection succeeded".
# Really:   "monit alert --  Connection failed shop" and "monit alert --  Connection succeeded shop", and for some events
#           other words altogether: "Does not exist" is over with "Exists". Each mail has a Message-ID of its own, and none
#           names the mail that it ends.
# A user meets: alerts by mail that open and never end, because whoever reads them looks at the first or the last word.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with aiosmtpd==1.4.6
unpacked monit
mail_port=$(free_port) web_port=$(free_port)
cat >"$work/monitrc" <<END
set daemon 1
set idfile $work/id
set statefile $work/state
set pidfile $work/pid
set mailserver 127.0.0.1 port $mail_port
set mail-format { from: monit@example.org }
set alert muster@example.org on { connection, nonexist }
check host shop with address 127.0.0.1
    if failed port $web_port then alert
check file flag with path $work/flag
    if does not exist then alert
END
chmod 600 "$work/monitrc"
run_python 60 "$mail_port" "$web_port" "$work/flag" "$work/root/usr/bin/monit" "$work/monitrc" <<'END'
import email, email.policy, http.server, pathlib, queue, subprocess, sys, threading, time
from aiosmtpd.controller import Controller
from observed import observe

mail_port, web_port, flag, monit, settings = sys.argv[1:]
mails, all_mails = queue.Queue(), []

class Keeper:
    async def handle_DATA(self, server, session, envelope):
        mails.put(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"

def two():
    """The subjects of the next two mails, in order of the alphabet."""
    found = [mails.get(timeout=20) for _ in range(2)]
    all_mails.extend(found)
    return sorted(str(mail["Subject"]) for mail in found)

controller = Controller(Keeper(), hostname="127.0.0.1", port=int(mail_port))
controller.start()
process = subprocess.Popen([monit, "-I", "-c", settings], stdout=subprocess.DEVNULL)
try:
    observe("when neither is there", two(), ["monit alert --  Connection failed shop", "monit alert --  Does not exist flag"])
    pathlib.Path(flag).touch()
    web = http.server.HTTPServer(("127.0.0.1", int(web_port)), http.server.BaseHTTPRequestHandler)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    observe("when both are", two(), ["monit alert --  Connection succeeded shop", "monit alert --  Exists flag"])
    observe("different Message-IDs", len({mail["Message-ID"] for mail in all_mails}), 4)
    observe("mails that name another", [mail for mail in all_mails if mail["In-Reply-To"] or mail["References"]], [])
finally:
    process.terminate()
    process.wait()
    controller.stop()
END
