#!/usr/bin/env bash
# RabbitMQ 3.10.8 (Debian), AMQP 1.0 plugin, Qpid Proton 0.37 (Debian): what readers of AMQP 0.9.1 get of a message.
#
# Expected: a body that is text arrives as these characters, one of bytes as these bytes; application properties are headers;
#           the creation time is a timestamp in seconds; what no queue takes is not accepted.
# Really:   Proton sends text, and bytes unless `inferred=True`, as a value: the body arrives with its AMQP encoding in front
#           (00 53 77 a1 0d for 13 characters) and the type "amqp-1.0". Application properties are one header of bytes, and
#           the timestamp is in milliseconds, which makes it the year 58851. What no queue takes is ACCEPTED.
# A user meets: alerts of a client for Azure, Qpid or ActiveMQ that are no JSON.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

broker_plugins=rabbitmq_amqp1_0
start_broker
python_with pika==1.4.4
unpacked python3-qpid-proton libqpid-proton11
# Its binary module is for the interpreter that Debian has, too.
ln -s "$work"/root/usr/lib/python3/dist-packages/* "$work"/venv/lib/python3.11/site-packages/
export LD_LIBRARY_PATH="$work/root/usr/lib/x86_64-linux-gnu"
run_python 60 "$amqp_url" <<'END'
import sys, time
import pika
from observed import observe
from proton import Message
from proton.utils import BlockingConnection

url = sys.argv[1]
channel = pika.BlockingConnection(pika.URLParameters(url)).channel()
channel.exchange_declare("alerts", "topic", durable=True)
channel.queue_declare("alerts")
channel.queue_bind("alerts", "alerts", "native.#")

def send(message, key="native.edge"):
    """What became of it for the sender, and what came."""
    address = "amqp://" + url.rpartition("@")[2].strip("/")
    connection = BlockingConnection(address, user="guest", password="guest", allowed_mechs="PLAIN", timeout=10)
    state = connection.create_sender(f"/exchange/alerts/{key}").send(message).remote_state
    connection.close()
    for _ in range(20):
        method, properties, body = channel.basic_get("alerts", auto_ack=True)
        if method:
            return str(state), properties, body
        time.sleep(0.05)
    return str(state), None, None

for what, body, inferred, recorded in [
    ("text", '{"title":"x"}', False, ("amqp-1.0", b'\x00Sw\xa1\r{"title":"x"}')),
    ("bytes", b'{"title":"x"}', False, ("amqp-1.0", b'\x00Sw\xa0\r{"title":"x"}')),
    ("bytes, inferred", b'{"title":"x"}', True, ("binary", b'{"title":"x"}')),
    ("an object", {"title": "x"}, False, ("amqp-1.0", b"\x00Sw\xd1\x00\x00\x00\x0e\x00\x00\x00\x02\xa1\x05title\xa1\x01x")),
]:
    state, properties, came = send(Message(body=body, inferred=inferred))
    observe(f"{what}: type, body", (properties.type, came), recorded)
properties = send(Message(
    body=b"{}", inferred=True, id="m1", creation_time=1795000000.25, properties={"severity": "critical"}))[1]
observe("message id, timestamp", (properties.message_id, properties.timestamp), ("m1", 1795000000250))
observe("headers", sorted(properties.headers), ["x-amqp-1.0-app-properties", "x-amqp-1.0-properties"])
observe("of the application", properties.headers["x-amqp-1.0-app-properties"],
        b"\x00St\xd1\x00\x00\x00\x18\x00\x00\x00\x02\xa1\x08severity\xa1\x08critical")
observe("what no queue takes", send(Message(body=b"{}", inferred=True), "other.edge")[::2], ("ACCEPTED", None))
END
