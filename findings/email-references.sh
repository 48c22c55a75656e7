#!/usr/bin/env bash
# Python 3.11's email package (Debian python3.11): a long message id in In-Reply-To or References is not an id any more.
#
# Expected: a line too long to fold is left long, or broken at its spaces; what stands in <…> stays as it is, since no
#           encoded words may stand there (RFC 2047).
# Really:   from 78 characters on, EmailMessage writes the id in these two fields as =?utf-8?q?=3C…?=, in Message-ID not.
#           The old class, email.message.Message, folds before the id and keeps it.
# A user meets: "resolved" mails that no mail program and no ticket system puts into the thread of the alert.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

interpreter=/usr/bin/python3
run_python 30 <<'END'
from email import message, policy
from observed import observe

def fields(kind, identifier):
    mail = kind()
    for name in "Message-ID", "In-Reply-To", "References":
        mail[name] = identifier
    lines = mail.as_bytes(policy=mail.policy.clone(linesep="\n")).decode().replace("\n ", " ").splitlines()
    return {name: "kept" if value.strip() == identifier else value.split("=3C")[0].strip()
            for name, value in (line.split(":", 1) for line in lines if line)}

kept = {"Message-ID": "kept", "In-Reply-To": "kept", "References": "kept"}
encoded = {"Message-ID": "kept", "In-Reply-To": "=?utf-8?q?", "References": "=?utf-8?q?"}
long = "<" + "incident-2026-11-28.checkout-answers-slowly.page-17.attempt-2" + "@alerts.example.org>"
observe("length of the id", len(long), 82)
observe("EmailMessage", fields(message.EmailMessage, long), encoded)
observe("Message", fields(message.Message, long), kept)
observe("EmailMessage, a short id", fields(message.EmailMessage, "<page-17@alerts.example.org>"), kept)
END
