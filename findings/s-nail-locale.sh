#!/usr/bin/env bash
# s-nail 14.9.24 (Debian 12): under cron, a mail with one letter outside ASCII is not sent.
#
# Expected: a program for mail from scripts sends what it is given, at worst with a wrong charset or as an attachment.
# Really:   in the locale C, which cron and systemd have, it "cannot find a usable character set", ends with 4, and puts the
#           text into dead.letter. In a UTF-8 locale one byte of Latin 1 does the same. ASCII goes.
# A user meets: the check of a disk that mails for years, and does not when the folder that is full is named "Büro".
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

unpacked s-nail liblockfile1
printf '#!/bin/sh\ncat >"%s/sent"\n' "$work" >"$work/sendmail"
chmod +x "$work/sendmail"
interpreter=python3
run_python 60 "$work" <<'END'
import os, subprocess, sys
from observed import observe

work = sys.argv[1]

def mail(locale, text):
    for name in ("sent", "dead.letter"):
        if os.path.exists(f"{work}/{name}"):
            os.remove(f"{work}/{name}")
    run = subprocess.run(
        [f"{work}/root/usr/bin/s-nail", "-n",
         f"-Smta=file://{work}/sendmail", f"-SDEAD={work}/dead.letter", "-s", "CRITICAL disk", "alerts@example.org"],
        input=text, capture_output=True, timeout=20,
        env={"HOME": work, "LC_ALL": locale, "LD_LIBRARY_PATH": f"{work}/root/usr/lib/x86_64-linux-gnu", "PATH": "/usr/bin:/bin"})
    return run.returncode, os.path.exists(f"{work}/sent"), os.path.exists(f"{work}/dead.letter")

for locale, text, recorded in [
    ("C", "Disk /data is full\n".encode(), (0, True, False)),
    ("C", "Disk /büro is full\n".encode(), (4, False, True)),
    ("C.UTF-8", "Disk /büro is full\n".encode(), (0, True, False)),
    ("C.UTF-8", "Disk /büro is full\n".encode("latin-1"), (4, False, True)),
]:
    observe(f"{text!r} in {locale}: status, sent, in dead.letter", mail(locale, text), recorded)
END
