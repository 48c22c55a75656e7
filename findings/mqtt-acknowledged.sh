#!/usr/bin/env bash
# RabbitMQ 3.10.8 (Debian), MQTT plugin: a message at QoS 1 that no queue takes is acknowledged, and a dot in a topic is a level.
#
# Expected: what is acknowledged at QoS 1 is somewhere; the levels of a topic, and nothing else, are the words of the key.
# Really:   PUBACK also comes when nothing is bound to the key. The topic "native/db.1" goes out as native.db.1, as
#           "native/db/1" does; one with a slash in front has an empty first word. The message has no content type, no id and
#           no timestamp; headers tell its QoS. At QoS 0 it is transient.
# A user meets: sensors whose alerts go to "Native/edge" for months, each of them acknowledged.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

mqtt_port=$(free_port)
broker_plugins=rabbitmq_mqtt
broker_settings="mqtt.listeners.tcp.1 = 127.0.0.1:$mqtt_port
mqtt.exchange = alerts"
start_broker
python_with pika==1.4.4 paho-mqtt==2.1.0
wait_for_port "$mqtt_port" 30
run_python 60 "$amqp_url" "$mqtt_port" <<'END'
import sys, time
import paho.mqtt.client, pika
from observed import observe

url, port = sys.argv[1], int(sys.argv[2])
channel = pika.BlockingConnection(pika.URLParameters(url)).channel()
channel.exchange_declare("alerts", "topic", durable=True)
channel.queue_declare("alerts")
channel.queue_bind("alerts", "alerts", "native.#")
sensor = paho.mqtt.client.Client(paho.mqtt.client.CallbackAPIVersion.VERSION2, client_id="edge-1")
sensor.username_pw_set("guest", "guest")
sensor.connect("127.0.0.1", port)
sensor.loop_start()

def publish(topic, qos=1):
    """Whether it was acknowledged, and what came."""
    sent = sensor.publish(topic, b'{"title": "Disk full"}', qos)
    sent.wait_for_publish(10)
    for _ in range(20):
        method, properties, body = channel.basic_get("alerts", auto_ack=True)
        if method:
            return sent.is_published(), method.routing_key, properties
        time.sleep(0.05)
    return sent.is_published(), None, None

for topic, key in [("native/edge", "native.edge"), ("native/db.1", "native.db.1"), ("native/db/1", "native.db.1"),
                   ("Native/edge", None), ("/native/edge", None)]:
    observe(f"{topic}: acknowledged, routing key", publish(topic)[:2], (True, key))
for qos, mode in [(1, 2), (0, 1)]:
    properties = publish("native/edge", qos)[2]
    observe(f"at QoS {qos}: delivery mode, headers", (properties.delivery_mode, properties.headers),
            (mode, {"x-mqtt-publish-qos": qos, "x-mqtt-dup": False}))
    observe("content type, message id, timestamp",
            (properties.content_type, properties.message_id, properties.timestamp), (None, None, None))
sensor.disconnect()
sensor.loop_stop()
END
