#!/usr/bin/env bash
# AMQPStorm 3.1.4 on RabbitMQ: every message gets a message_id, a correlation_id and a timestamp that nobody asked for.
#
# Expected: properties that the sender does not set are absent, as with pika, or at most a message_id is made.
# Really:   Message.create makes both ids at random and the time of the call, sets content_encoding to utf-8, and leaves
#           delivery_mode away, so that a broker's restart loses the message. The same alert sent twice shares no id.
# A user meets: an alert that is sent again after a lost confirm and counts as another one, answering a request that
#           never was; and alerts that a restart of the broker takes with it.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with AMQPStorm==3.1.4 pika==1.4.4
start_broker
run_python 60 "$amqp_url" <<'END'
import sys
import amqpstorm, pika
from observed import observe

reader = pika.BlockingConnection(pika.URLParameters(sys.argv[1])).channel()
reader.queue_declare("alerts", durable=True)
sender = amqpstorm.UriConnection(sys.argv[1]).channel()
sender.confirm_deliveries()
seen = []
for _ in range(2):
    amqpstorm.Message.create(sender, '{"title": "Disk full"}').publish("alerts")
    _, properties, _ = reader.basic_get("alerts", auto_ack=True)
    seen.append({name: value for name, value in vars(properties).items() if value is not None})
for message in seen:
    print(message)
observe("set", sorted(seen[0]), ["content_encoding", "correlation_id", "message_id", "timestamp"])
for name in "message_id", "correlation_id":
    observe(f"{name} of both the same", seen[0][name] == seen[1][name], False)
END
