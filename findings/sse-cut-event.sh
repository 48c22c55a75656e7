#!/usr/bin/env bash
# sseclient-py 1.9.0, aiohttp-sse-client 0.2.1: an event that a lost connection cut off is delivered.
#
# Expected: what stands behind the last empty line is discarded when the stream ends (HTML Standard 9.2.6); the event comes
#           whole with the next connection, after the id that was read last.
# Really:   sseclient-py delivers the half. aiohttp-sse-client asks for what follows the last whole event, keeps the half, and
#           delivers it with what comes again as one event that is no JSON. httpx-sse 0.4.3 discards it.
# A user meets: a watcher that ends with an error, or a line of an incident's timeline that it never saw, after a server died.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with sseclient-py==1.9.0 aiohttp-sse-client==0.2.1 aiohttp==3.14.5 httpx-sse==0.4.3 httpx==0.28.1 requests==2.34.2
run_python 60 <<'END'
import asyncio, http.server, threading
import httpx, httpx_sse, requests, sseclient
from aiohttp_sse_client import client as aiohttp_sse
from observed import observe

streams = [b'id: 1\ndata: {"text": "one"}\n\nid: 2\ndata: {"te',
           b'id: 2\ndata: {"text": "two"}\n\nid: 3\ndata: {"text": "three"}\n\n']
asked = []

class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def do_GET(self):
        asked.append(self.headers.get("Last-Event-ID"))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        self.wfile.write(streams[min(len(asked), 2) - 1])

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}/"

with httpx.Client() as client, httpx_sse.connect_sse(client, "GET", address) as source:
    observe("httpx-sse", [(event.id, event.data) for event in source.iter_sse()], [("1", '{"text": "one"}')])

asked.clear()
events = sseclient.SSEClient(requests.get(address, stream=True, timeout=10)).events()
observe("sseclient-py", [(event.id, event.data) for event in events], [("1", '{"text": "one"}'), ("2", '{"te')])

async def read(count):
    async with aiohttp_sse.EventSource(address) as source:
        found = []
        async for event in source:
            found.append((event.last_event_id, event.data))
            if len(found) == count:
                return found

asked.clear()
observe("aiohttp-sse-client", asyncio.run(asyncio.wait_for(read(3), 30)),
        [("1", '{"text": "one"}'), ("2", '{"te\n{"text": "two"}'), ("3", '{"text": "three"}')])
observe("aiohttp-sse-client asked after", asked, [None, "1"])
END
