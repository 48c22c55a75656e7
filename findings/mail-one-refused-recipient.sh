#!/usr/bin/env bash
# msmtp 1.8.23, s-nail 14.9.24 (Debian), curl: one recipient that the server refuses keeps the mail from all others.
#
# Expected: the mail goes to those whom the server takes, and the exit status says that somebody was left out (smtplib).
# Really:   at the first answer of 4xx or 5xx to RCPT all three give up: nobody gets the mail. None tries again.
# A user meets: a script that mails the whole rota and wakes nobody, since one of them left, or one address is busy.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with aiosmtpd==1.4.6
unpacked msmtp libgsasl18 libgssglue1 libntlm0 libsecret-1-0 libidn12 s-nail
port=$(free_port)
export LD_LIBRARY_PATH
LD_LIBRARY_PATH=$(dirname "$(find "$work/root" -name 'libgsasl.so.18')")
run_python 60 "$port" "$work/root/usr/bin" <<'END'
import smtplib, subprocess, sys
from aiosmtpd.controller import Controller
from observed import observe

port, programs = sys.argv[1:]
mail = b"From: ops@example.org\nTo: rota@example.org\nSubject: db-1 is down\n\nPlease look.\n"

class Server:
    delivered = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = {"left": "550 5.1.1 no such user", "busy": "451 4.3.0 try later"}.get(address.split("@")[0])
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.delivered += envelope.rcpt_tos
        return "250 OK"

controller = Controller(Server(), hostname="127.0.0.1", port=int(port))
controller.start()
try:
    for third in ("left", "busy"):
        people = [f"{name}@example.org" for name in ("ana", third, "bob")]
        with smtplib.SMTP("127.0.0.1", int(port)) as client:
            refused = client.sendmail("ops@example.org", people, mail)
        observe(f"{third}: smtplib: refused, delivered",
                (list(refused), Server.delivered), ([people[1]], [people[0], people[2]]))
        Server.delivered.clear()
        for name, command, recorded in [
            ("msmtp", [f"{programs}/msmtp", "--file=/dev/null", "--host=127.0.0.1", f"--port={port}",
                       "--from=ops@example.org", *people], {"left": 65, "busy": 69}),
            ("s-nail", [f"{programs}/s-nail", "-:/", "-Sv15-compat", f"-Smta=smtp://127.0.0.1:{port}", "-Ssmtp-auth=none",
                        "-Sfrom=ops@example.org", "-Ssendwait", "-s", "db-1 is down", *people], {"left": 4, "busy": 4}),
            ("curl", ["curl", "--silent", f"smtp://127.0.0.1:{port}", "--mail-from", "ops@example.org", "--upload-file", "-",
                      *(word for person in people for word in ("--mail-rcpt", person))], {"left": 55, "busy": 55}),
        ]:
            status = subprocess.run(command, input=mail, capture_output=True, timeout=20).returncode
            observe(f"{third}: {name}: exit status, delivered", (status, Server.delivered), (recorded[third], []))
finally:
    controller.stop()
END
