#!/usr/bin/env bash
# matrix-nio 0.26.0: sending to a room neither ends while the server says "too many" nor raises when it fails.
#
# Expected: after some 429s, or seconds, room_send raises; a 502 raises; Retry-After is what it waits.
# Really:   429 is repeated without end by default, after 5 s each when the answer has Retry-After alone; a 502 is not
#           repeated, and comes back as a RoomSendError, a return value like the answer of a message that was sent.
# A user meets: a bot that says nothing for the rest of an incident, waiting in its first call, and messages taken for sent.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with matrix-nio==0.26.0
run_python 60 <<'END'
import asyncio, logging
import nio
from observed import observe
from stand_in import StandIn

logging.disable(logging.CRITICAL)

async def send(status, seconds, **options):
    server = StandIn(status, **options)
    client = nio.AsyncClient(server.url, "@bot:example.org")
    client.access_token, client.user_id = "x", "@bot:example.org"
    content = {"msgtype": "m.text", "body": "Checkout is slow"}
    try:
        result = type(await asyncio.wait_for(client.room_send("!r:example.org", "m.room.message", content), seconds)).__name__
    except asyncio.TimeoutError:
        result = f"still trying after {seconds} s"
    await client.close()
    return result, len(server.requests), len(set(server.requests))

limited = b'{"errcode": "M_LIMIT_EXCEEDED", "error": "too many", "retry_after_ms": 1000}'
result, requests, different = asyncio.run(send(429, 8, body=limited))
print(f"    {requests} requests")
observe("429", (result, requests > 5, different), ("still trying after 8 s", True, 1))
observe("429 with Retry-After: 1 alone: requests", asyncio.run(send(429, 8, headers={"Retry-After": "1"}))[1], 2)
observe("502: result, requests", asyncio.run(send(502, 8))[:2], ("RoomSendError", 1))
END
