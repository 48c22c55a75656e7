#!/usr/bin/env bash
# aio-pika 10.2.1, AMQPStorm 3.1.4, kombu 5.7.0 on RabbitMQ: each tells another half of what went wrong with a publish.
#
# Expected: a publish in confirm mode that the broker refuses (nack) or cannot route (mandatory) raises.
# Really:   aio-pika confirms by default and raises for a nack, but a returned message is a normal result. AMQPStorm with
#           confirm_deliveries raises for a returned message, but a nack is the result False. kombu and Celery do not
#           ask for confirms unless confirm_publish is set, and then a refused message is gone without a word.
# A user meets: alerts that "were sent" and are in no queue, with each client in the case that the other one reports.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with aio-pika==10.2.1 AMQPStorm==3.1.4 kombu==5.7.0 pika==1.4.4
start_broker
run_python 60 "$amqp_url" <<'END'
import asyncio, sys
import aio_pika, amqpstorm, kombu, pika
from observed import observe

url = sys.argv[1]
admin = pika.BlockingConnection(pika.URLParameters(url)).channel()
admin.queue_declare("full", arguments={"x-max-length": 1, "x-overflow": "reject-publish"})
admin.confirm_delivery()
admin.basic_publish("", "full", b"first")

async def with_aio_pika(queue):
    connection = await aio_pika.connect(url)
    async with connection:
        exchange = (await connection.channel()).default_exchange
        try:
            return "returns " + type(await exchange.publish(aio_pika.Message(b"second"), queue)).__name__
        except aio_pika.exceptions.DeliveryError:
            return "raises DeliveryError"

def with_amqpstorm(queue):
    with amqpstorm.UriConnection(url) as connection, connection.channel() as channel:
        channel.confirm_deliveries()
        try:
            return f"returns {amqpstorm.Message.create(channel, 'second').publish(queue, mandatory=True)}"
        except amqpstorm.AMQPMessageError:
            return "raises AMQPMessageError"

def with_kombu(queue, **options):
    with kombu.Connection(url, transport_options=options) as connection:
        try:
            connection.Producer().publish("second", routing_key=queue)
            return "returns"
        except Exception as error:
            return "raises " + type(error).__name__

observe("aio-pika, refused", asyncio.run(with_aio_pika("full")), "raises DeliveryError")
observe("aio-pika, no such queue", asyncio.run(with_aio_pika("nowhere")), "returns DeliveredMessage")
observe("AMQPStorm, refused", with_amqpstorm("full"), "returns False")
observe("AMQPStorm, no such queue", with_amqpstorm("nowhere"), "raises AMQPMessageError")
observe("kombu, refused", with_kombu("full"), "returns")
observe("kombu with confirm_publish, refused", with_kombu("full", confirm_publish=True), "raises MessageNacked")
observe("messages in the queue", admin.queue_declare("full", passive=True).method.message_count, 1)
END
