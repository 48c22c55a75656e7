#!/usr/bin/env bash
# aiosmtpd 1.4.6: a handler that fails for a moment makes the server refuse the mail for good.
#
# Expected: an exception in handle_DATA (database away, disk full) is answered 451, "try again later".
# Really:   500 with the name and text of the exception: a permanent refusal, and the inside told to the outside. The mail
#           is returned or dropped by every sender that keeps to the rules.
# A user meets: pages through a gateway built on it that are lost while its database restarts for two seconds.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with aiosmtpd==1.4.6
run_python 60 <<'END'
import logging, smtplib
from aiosmtpd.controller import Controller
from observed import observe

logging.disable(logging.CRITICAL)

class Handler:
    async def handle_DATA(self, server, session, envelope):
        raise ConnectionError("database db-1 is restarting")

class AnyPort(Controller):
    def _create_server(self):
        return self.loop.create_server(self._factory_invoker, host="127.0.0.1", port=0)

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

server = AnyPort(Handler(), hostname="127.0.0.1", port=0)
server.start()
try:
    with smtplib.SMTP("127.0.0.1", server.port) as client:
        client.sendmail("a@example.org", "b@example.org", "Subject: page\n\nCheckout is slow")
    answer = "accepted"
except smtplib.SMTPDataError as error:
    answer = error.smtp_code, error.smtp_error
finally:
    server.stop()
observe("answer", answer, (500, b"Error: (ConnectionError) database db-1 is restarting"))
END
