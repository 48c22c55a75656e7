#!/usr/bin/env bash
# email-reply-parser 0.5.12: what people write in an answer is taken for a signature or for a quotation.
#
# Expected: parse_reply returns what the person wrote and leaves out what is quoted.
# Really:   a line that begins with "-" and a letter begins a signature, so that a list without spaces, a command's option and
#           the output of ls end the answer there. Two lines from "On …" to "wrote:" are a quotation's head, also in the
#           middle of somebody's own words, and all before it goes. The heads of other languages stay ("Am … schrieb …:"),
#           and "Von: …" with all that was sent before.
# A user meets: a timeline without what was done; a page's own words read as the answer of who was paged in German.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with email-reply-parser==0.5.12
run_python 60 <<'END'
from email_reply_parser import EmailReplyParser
from observed import observe

for what, text, recorded in [
    ("a list with spaces", "Done:\n\n- restarted the database\n- moved the queue\n",
     "Done:\n\n- restarted the database\n- moved the queue"),
    ("a list without", "Done:\n\n-restarted the database\n-moved the queue\n", "Done:"),
    ("output", "It says:\n\n-rw-r--r-- 1 root root 0 core.1\n\nCan I delete it?", "It says:"),
    ("own words", "On Monday we moved it, and as\nAna wrote:\nthe replica was behind.", ""),
    ("English quotation", "I have it.\n\nOn Sun, 29 Nov 2026 at 14:00, Muster wrote:\n> Write ack\n", "I have it."),
    ("German quotation", "Ich bin dran.\n\nAm So., 29. Nov. 2026 um 14:00 Uhr schrieb Muster:\n> Write ack\n",
     "Ich bin dran.\n\nAm So., 29. Nov. 2026 um 14:00 Uhr schrieb Muster:"),
    ("German Outlook", "Nein.\n\nVon: Muster\nGesendet: Sonntag\nAn: Ana\nBetreff: Page\n\nWrite ack to take it.",
     "Nein.\n\nVon: Muster\nGesendet: Sonntag\nAn: Ana\nBetreff: Page\n\nWrite ack to take it."),
]:
    observe(what, EmailReplyParser.parse_reply(text), recorded)
END
