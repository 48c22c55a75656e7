#!/usr/bin/env bash
# rabbitmqadmin of RabbitMQ 3.10.8, amqp-publish 0.11.0: a publish that no queue took ends with status 0.
#
# Expected: a command in a script that says "NOT routed" ends with a status other than 0, and a property that there is not is
#           an error; with --line-buffered a line is a message, without its line break.
# Really:   status 0 from both. Of properties, `content-type` and `deliverymode` are dropped without a word, while a
#           `timestamp` of text is refused. An empty line is a message of one line break.
# A user meets: `rabbitmqadmin publish … || mail …`, and neither alert nor mail; alerts that are gone after a restart.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

management=$(free_port)
broker_plugins=rabbitmq_management
broker_settings=$(printf 'management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = %s' "$management")
start_broker
wait_for_port "$management" 60
python_with pika==1.4.4
unpacked amqp-tools librabbitmq4
run_python 100 "$amqp_url" "$management" "$work/root/usr" <<'END'
import subprocess, sys, urllib.request
import pika
from observed import observe

url, management, root = sys.argv[1:]
with urllib.request.urlopen(f"http://127.0.0.1:{management}/cli/rabbitmqadmin") as answer:
    program = answer.read().decode()
channel = pika.BlockingConnection(pika.URLParameters(url)).channel()
channel.queue_declare("q")

def rabbitmqadmin(*arguments):
    run = subprocess.run([sys.executable, "-c", program, "-H", "127.0.0.1", "-P", management, "publish", *arguments],
                         capture_output=True, text=True, timeout=30)
    return run.returncode, (run.stdout + run.stderr).strip()

def amqp_publish(*arguments, text=""):
    return subprocess.run([f"{root}/bin/amqp-publish", "-u", url + "%2F", *arguments], input=text, text=True, timeout=30,
                          env={"LD_LIBRARY_PATH": f"{root}/lib/x86_64-linux-gnu"}, stderr=subprocess.DEVNULL).returncode

observe("rabbitmqadmin, no queue", rabbitmqadmin("exchange=amq.topic", "routing_key=x", "payload=1"),
        (0, "Message published but NOT routed"))
observe("amqp-publish, no queue", amqp_publish("-e", "amq.topic", "-r", "x", "-b", "1"), 0)
observe("amqp-publish, no exchange", amqp_publish("-e", "nosuch", "-r", "x", "-b", "1"), 1)
observe("properties with other names",
        rabbitmqadmin("routing_key=q", "payload=1", 'properties={"content-type":"application/json","deliverymode":2}'),
        (0, "Message published"))
_, properties, _ = channel.basic_get("q", auto_ack=True)
observe("came", (properties.content_type, properties.delivery_mode), (None, None))
status, words = rabbitmqadmin("routing_key=q", "payload=1", 'properties={"timestamp":"2026-11-30T07:00:00Z"}')
observe("a timestamp of text", (status, "not_int" in words), (1, True))
observe("lines", amqp_publish("-r", "q", "-l", text="a\n\nb"), 0)
observe("came", [channel.basic_get("q", auto_ack=True)[2] for _ in range(4)], [b"a\n", b"\n", b"b", None])
END
