#!/usr/bin/env bash
# pamqp 4.0.1, below aio-pika 10.2.1 and AMQPStorm 3.1.4: a float in a header goes out in 32 bits.
#
# Expected: a Python float is a double, and AMQP has a double ("d"); what is read is what was written.
# Really:   the field is written as "f", single precision. 0.1 becomes 0.10000000149011612, and a time in seconds since
#           1970 jumps to the next multiple of 128: up to a minute away. py-amqp and kombu write "d".
# A user meets: an alert whose header "detected_at" lies 64 s in the future, and two alerts of one minute at one instant.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with pamqp==4.0.1 amqp==5.4.2
run_python 60 <<'END'
from amqp.serialization import dumps, loads
from observed import observe
from pamqp import encode

for value, recorded in [(0.1, 0.10000000149011612), (1795000000.25, 1795000064.0), (1795000033.0, 1795000064.0)]:
    field = encode.field_table({"k": value})
    observe(f"type of {value} as written by pamqp", field[6:7], b"f")
    observe(f"{value} as read from it", loads("F", field, 0)[0][0]["k"], recorded)
    field = dumps("F", [{"k": value}])
    observe(f"{value} as written and read by py-amqp", loads("F", field, 0)[0][0]["k"], value)
END
