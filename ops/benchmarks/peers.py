"""What Celery and FastStream make of a backlog: `peers.py celery|faststream COUNT` fills a quorum queue, starts one worker
that runs the statement of notifier's handler for each message and acknowledges it afterwards, and prints the messages a
second between the first and the last. Both have a prefetch of 500 and as many transactions side by side as served
them best here."""

import json
import os
import subprocess
import sys
import time
import uuid

COUNT_INCIDENTS = 20000
PREFETCH = 500
PROCESSES = 8
CONNECTIONS = 16

# One round trip, one transaction: the claim of the message, and the version that was told last.
STATEMENT = """
with claimed as (
    insert into bench.inbox (message_id) values ({0}) on conflict do nothing returning message_id
)
insert into bench.told as t (incident_id, version, status)
select {1}, {2}, {3} from claimed
on conflict (incident_id) do update set version = excluded.version, status = excluded.status
where t.version < excluded.version
"""


def from_file(variable):
    with open(os.environ[variable]) as file:
        return file.read().strip()


AMQP_URL = from_file("MUSTER_BENCH_PEER_AMQP_URL_FILE")
DATABASE_URL = from_file("MUSTER_BENCH_DATABASE_URL_FILE")


def events(count):
    incidents = [str(uuid.uuid4()) for _ in range(COUNT_INCIDENTS)]
    for number in range(count):
        place = number % COUNT_INCIDENTS
        yield {
            "specversion": "1.0", "id": str(uuid.uuid4()), "source": "/muster/intake",
            "type": "muster.incident.updated.v1", "subject": f"INC-{place}", "time": "2026-01-01T10:00:00.000Z",
            "data": {
                "incident": {"id": incidents[place], "name": f"INC-{place}", "version": number // COUNT_INCIDENTS + 1},
                "status": "active", "changes": ["severity"], "actor": "primary-oncall@example.org"}}


def values(event):
    incident = event["data"]["incident"]
    return event["id"], incident["id"], incident["version"], event["data"]["status"]


def make_celery():
    from celery import Celery
    from kombu import Exchange, Queue

    app = Celery("peers", broker=AMQP_URL)
    app.conf.update(
        task_queues=[Queue("bench.celery", Exchange("bench.celery"), "work", queue_arguments={"x-queue-type": "quorum"})],
        task_default_queue="bench.celery", task_default_exchange="bench.celery", task_default_routing_key="work",
        task_ignore_result=True, task_acks_late=True, worker_prefetch_multiplier=PREFETCH // PROCESSES,
        broker_connection_retry_on_startup=True, worker_enable_remote_control=False, worker_send_task_events=False)
    connections = []

    @app.task(name="handle")
    def handle(event):
        import psycopg

        if not connections:
            connections.append(psycopg.connect(DATABASE_URL, autocommit=True, prepare_threshold=1))
        connections[0].execute(STATEMENT.format("%s", "%s", "%s", "%s"), values(event))

    return app, handle


def make_faststream():
    import asyncpg
    from faststream import AckPolicy, FastStream
    from faststream.rabbit import Channel, QueueType, RabbitBroker, RabbitQueue

    broker = RabbitBroker(AMQP_URL, default_channel=Channel(prefetch_count=PREFETCH), logger=None)
    queue = RabbitQueue("bench.faststream", queue_type=QueueType.QUORUM, durable=True)
    app = FastStream(broker, logger=None)
    pool = []

    @app.on_startup
    async def connect():
        pool.append(await asyncpg.create_pool(DATABASE_URL, min_size=CONNECTIONS, max_size=CONNECTIONS))

    @broker.subscriber(queue, ack_policy=AckPolicy.NACK_ON_ERROR)
    async def handle(event: dict):
        await pool[0].execute(STATEMENT.format("$1", "$2", "$3", "$4"), *values(event))

    return app, broker, queue


def fill_celery(count):
    app, handle = make_celery()
    with app.producer_pool.acquire() as producer:
        for event in events(count):
            handle.apply_async((event,), producer=producer)


def fill_faststream(count):
    import asyncio

    async def publish():
        _, broker, queue = make_faststream()
        async with broker:
            await broker.declare_queue(queue)
            batch = []
            for event in events(count):
                batch.append(broker.publish(event, queue.name))
                if len(batch) == 500:
                    await asyncio.gather(*batch)
                    batch = []
            await asyncio.gather(*batch)

    asyncio.run(publish())


def worker(peer):
    tools = os.path.dirname(sys.executable)
    here = os.path.dirname(os.path.abspath(__file__))
    commands = {
        "celery": [f"{tools}/celery", "--workdir", here, "-A", "peers:celery_app", "worker", "--pool", "prefork",
                   "--concurrency", str(PROCESSES), "--without-gossip", "--without-mingle", "--without-heartbeat",
                   "--loglevel", "ERROR"],
        "faststream": [f"{tools}/faststream", "run", "--app-dir", here, "peers:faststream_app", "--log-level", "error"],
    }
    return subprocess.Popen(commands[peer], stdin=subprocess.DEVNULL, stdout=sys.stderr, start_new_session=True)


def measure(peer, count):
    import psycopg

    with psycopg.connect(DATABASE_URL, autocommit=True) as database:
        database.execute("truncate bench.inbox, bench.told")
        (fill_celery if peer == "celery" else fill_faststream)(count)
        process = worker(peer)
        try:
            deadline = time.monotonic() + 240
            while True:
                time.sleep(0.3)
                done, = database.execute("select count(*) from bench.inbox").fetchone()
                if done == count:
                    break
                if time.monotonic() > deadline or process.poll() is not None:
                    sys.exit(f"{peer} handled {done} of {count}")
            rate, = database.execute(
                "select count(*) / extract(epoch from max(done_at) - min(done_at)) from bench.inbox").fetchone()
            print(round(float(rate), 1))
        finally:
            process.terminate()
            process.wait(60)


def __getattr__(name):
    """Makes the application that a worker's command line asks for, and not the other."""
    if name == "celery_app":
        return make_celery()[0]
    if name == "faststream_app":
        return make_faststream()[0]
    raise AttributeError(name)


if __name__ == "__main__":
    measure(sys.argv[1], int(sys.argv[2]))
