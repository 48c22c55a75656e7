#!/usr/bin/env bash
# httpx-sse 0.4.3, sseclient 0.0.27: a comment that keeps the connection open is delivered as an event without data.
#
# Expected: a block without data is no event (HTML Standard 9.2.6): ": still here" and an empty line change nothing.
# Really:   both give an event of type "message" with the data "" for each; httpx-sse does so from the first event with an
#           id on, and for a block with an id alone. A comment without an empty line behind it is no event anywhere.
# A user meets: a watcher that reads each event's JSON and ends 15 seconds after the first one, when nothing happens.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with httpx-sse==0.4.3 httpx==0.28.1 sseclient-py==1.9.0 aiohttp-sse-client==0.2.1 aiohttp==3.14.5 requests-sse==0.5.3 \
    requests==2.34.2 six==1.17.0
# It has the same module name as sseclient-py.
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --target="$work/other" sseclient==0.0.27
run_python 60 "$work/other" <<'END'
import asyncio, importlib, itertools, sys
import httpx, httpx_sse, requests, requests_sse, sseclient
from aiohttp_sse_client import client as aiohttp_sse
from observed import observe
from stand_in import StandIn

py = sseclient.SSEClient
del sys.modules["sseclient"]
sys.path.insert(0, sys.argv[1])
other = importlib.import_module("sseclient").SSEClient

def of_httpx(address):
    with httpx.Client() as client, httpx_sse.connect_sse(client, "GET", address) as source:
        return [event.data for event in source.iter_sse()]

def of_requests_sse(address):
    with requests_sse.EventSource(address) as source:
        return [event.data for event in itertools.islice(source, 2)]

def of_aiohttp(address):
    async def read():
        async with aiohttp_sse.EventSource(address) as source:
            return [(await anext(source)).data for _ in range(2)]
    return asyncio.run(asyncio.wait_for(read(), 20))

for end, count in [("\n\n", 4), ("\n", 2)]:
    text = f"id: 1\ndata: one\n\n: still here{end}: still here{end}id: 2\ndata: two\n\n"
    server = StandIn(200, text.encode(), headers={"Content-Type": "text/event-stream; charset=utf-8"})
    for name, read, wrong in [
        ("sseclient-py",
         lambda: [event.data for event in py(requests.get(server.url, stream=True, timeout=10)).events()], False),
        ("requests-sse", lambda: of_requests_sse(server.url), False),
        ("aiohttp-sse-client", lambda: of_aiohttp(server.url), False),
        ("httpx-sse", lambda: of_httpx(server.url), True),
        ("sseclient", lambda: [event.data for event in itertools.islice(other(server.url), count)], True),
    ]:
        observe(f"comment and {end!r}: {name}", read(), ["one", "", "", "two"] if wrong and count == 4 else ["one", "two"])
END
