#!/usr/bin/env bash
# kombu 5.7.0 (and what publishes through Celery 5.7.0) on RabbitMQ: heartbeats are off unless they are asked for.
#
# Expected: a client takes the interval that the broker offers, 60 s, as pika does.
# Really:   kombu answers the offer with 0, which ends it for both sides: neither notices that the other is gone. Celery's
#           setting broker_heartbeat (120) is for its workers; a connection made to publish or by hand has none.
# A user meets: a consumer that vanished behind a firewall and still holds its messages, days later; a publisher that
#           writes into a dead connection until the system gives up on it.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with kombu==5.7.0 celery==5.7.0 pika==1.4.4
start_broker
run_python 60 "$amqp_url" <<'END'
import sys
import celery, kombu, pika
from observed import observe

url = sys.argv[1]

def agreed(connection):
    connection.connect()
    return connection.connection.server_heartbeat, connection.connection.heartbeat

application = celery.Celery("alerts", broker=url)
observe("offered by the broker, agreed by kombu", agreed(kombu.Connection(url)), (60, 0))
observe("Celery's setting", application.conf.broker_heartbeat, 120)
observe("offered, agreed by Celery to publish", agreed(application.connection_for_write()), (60, 0))
observe("offered, agreed by kombu with heartbeat=15", agreed(kombu.Connection(url, heartbeat=15)), (60, 15))
observe("agreed by pika", pika.BlockingConnection(pika.URLParameters(url))._impl.params.heartbeat, 60)
END
