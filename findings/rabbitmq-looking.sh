#!/usr/bin/env bash
# RabbitMQ 3.10.8: to look at a message of a quorum queue over the management API counts as a delivery.
#
# Expected: "Get messages" of the management page and `rabbitmqadmin get`, which put back what they show unless told otherwise,
#           change nothing.
# Really:   each look is a failed delivery: with x-delivery-limit 2 the message is gone after the third. A classic queue keeps it.
# A user meets: the message that somebody looked at to find out what is wrong, lost by that.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

management=$(free_port)
broker_plugins=rabbitmq_management
broker_settings=$(printf 'management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = %s' "$management")
start_broker
wait_for_port "$management" 60
python_with pika==1.4.4
run_python 100 "$amqp_url" "$management" <<'END'
import subprocess, sys, time, urllib.request
import pika
from observed import observe

url, management = sys.argv[1:]
with urllib.request.urlopen(f"http://127.0.0.1:{management}/cli/rabbitmqadmin") as answer:
    program = answer.read().decode()
channel = pika.BlockingConnection(pika.URLParameters(url)).channel()
channel.confirm_delivery()

def look(queue):
    run = subprocess.run([sys.executable, "-c", program, "-H", "127.0.0.1", "-P", management, "-f", "tsv", "get", f"queue={queue}"],
                         check=True, capture_output=True, text=True, timeout=30)
    time.sleep(0.3)
    return "Disk full" in run.stdout

for kind, arguments, recorded in [
    ("quorum", {"x-delivery-limit": 2}, [True, True, True, False, False]),
    ("classic", {}, [True] * 5),
]:
    channel.queue_declare(kind, durable=True, arguments={"x-queue-type": kind, **arguments})
    channel.basic_publish("", kind, b"Disk full")
    observe(f"{kind}: seen at each look", [look(kind) for _ in range(5)], recorded)
END
