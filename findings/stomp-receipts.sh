#!/usr/bin/env bash
# RabbitMQ 3.10.8 (Debian), STOMP plugin, stomp.py 8.2.0: a receipt comes for what no queue takes, and messages are transient.
#
# Expected: a RECEIPT says that the broker has the message, as a publisher confirm with mandatory does; its header
#           content-length is the body's, and is not passed on.
# Really:   the receipt comes also when nothing is bound to the key. The message is transient without "persistent:true", and
#           has receipt and content-length among its headers, all as text. A message-id of one's own is an error.
# A user meets: alerts that were receipted and are nowhere, also after a restart of the broker.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

stomp_port=$(free_port)
broker_plugins=rabbitmq_stomp
broker_settings="stomp.listeners.tcp.1 = 127.0.0.1:$stomp_port"
start_broker
python_with pika==1.4.4 stomp.py==8.2.0
wait_for_port "$stomp_port" 30
run_python 60 "$amqp_url" "$stomp_port" <<'END'
import sys, threading, time
import pika, stomp
from observed import observe

url, port = sys.argv[1], int(sys.argv[2])
channel = pika.BlockingConnection(pika.URLParameters(url)).channel()
channel.exchange_declare("alerts", "topic", durable=True)
channel.queue_declare("alerts")
channel.queue_bind("alerts", "alerts", "native.#")

class Answers(stomp.ConnectionListener):
    def __init__(self):
        self.come, self.last = threading.Event(), None

    def on_receipt(self, frame):
        self.last = "RECEIPT"
        self.come.set()

    def on_error(self, frame):
        self.last = frame.headers["message"]
        self.come.set()

def send(key, **headers):
    """The broker's answer, and what came."""
    answers, connection = Answers(), stomp.Connection([("127.0.0.1", port)])
    connection.set_listener("", answers)
    connection.connect("guest", "guest", wait=True)
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.send(f"/exchange/alerts/{key}", '{"title": "Disk full"}', headers=headers, receipt="r1")
    answers.come.wait(10)
    for _ in range(20):
        method, properties, body = channel.basic_get("alerts", auto_ack=True)
        if method:
            break
        time.sleep(0.05)
    return answers.last, properties

answer, properties = send("native.edge", content_type="application/json", severity="critical")
observe("answer, content type, delivery mode, headers",
        (answer, properties.content_type, properties.delivery_mode, properties.headers),
        ("RECEIPT", "application/json", None, {"receipt": "r1", "severity": "critical", "content-length": "22"}))
observe("delivery mode with persistent", send("native.edge", persistent="true")[1].delivery_mode, 2)
observe("answer to what no queue takes, what came", send("other.edge"), ("RECEIPT", None))
observe("answer to a message-id, what came", send("native.edge", message_id="m1"), ("Invalid header", None))
END
