#!/usr/bin/env bash
# pycef 1.11: an escaped bar in a CEF event's name ends the name, and escapes stay in the values.
#
# Expected: "\|" in the header is a bar, "\=" in a value an equals sign and "\n" a line end, as the format says.
# Really:   with "\|" in its name an event has no name and no severity, and the first field is called "full|High|msg". Values
#           keep their escapes. A "=" in an address, which senders forget to escape, makes a field of it and drops the address.
# A user meets: alerts without title and severity for exactly the events that tell of a pipe.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with pycef==1.11
run_python 60 <<'END'
import pycef
from observed import observe

def read(name, fields):
    event = pycef.parse(f"CEF:0|Vendor|Product|1|100|{name}|High|{fields}")
    known = {"CEFVersion", "DeviceName", "DeviceSeverity"} | {key for key in event if key.startswith("Device")}
    return {key: value for key, value in event.items() if key not in known}

observe("a plain event", read("Disk full", "msg=/data dhost=db-1"),
        {"Name": "Disk full", "Severity": "High", "msg": "/data", "dhost": "db-1"})
observe("a bar in the name", read(r"Disk \| full", "msg=/data"), {"Name": "", "full|High|msg": "/data"})
observe("escapes in a value", read("Disk full", r"msg=used\=98\nfree\=2 dhost=db-1")["msg"], r"used\=98\nfree\=2")
observe("an address", read("Disk full", "request=https://example.org/?a=1 dhost=db-1"),
        {"Name": "Disk full", "Severity": "High", "https://example.org/?a": "1", "dhost": "db-1"})
END
