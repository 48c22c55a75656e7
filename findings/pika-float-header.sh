#!/usr/bin/env bash
# pika 1.4.4: a float in a header is cut down to a whole number when read, and cannot be written.
#
# Expected: the header 0.93 that another client wrote is 0.93; a float can be sent like any other number.
# Really:   both float types of AMQP are read as whole numbers, without a word: 0.93 is 0, 99.9 is 99. Sending one raises
#           UnsupportedAMQPFieldException.
# A user meets: a confidence or a share of a full disk that is always 0 in a consumer written with pika.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with pika==1.4.4 amqp==5.4.2
run_python 60 <<'END'
from amqp.serialization import dumps
from observed import observe
from pika import data, exceptions

for value, recorded in [(0.93, 0), (99.9, 99)]:
    observe(f"{value} as read by pika", int(data.decode_table(dumps("F", [{"k": value}]), 0)[0]["k"]), recorded)
try:
    data.encode_table([], {"k": 0.93})
    written = "written"
except exceptions.UnsupportedAMQPFieldException:
    written = "UnsupportedAMQPFieldException"
observe("0.93 as written by pika", written, "UnsupportedAMQPFieldException")
END
