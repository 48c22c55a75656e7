#!/usr/bin/env bash
# kombu 5.7.0: a compressed body is not said in content_encoding, and the header that says it names the wrong format.
#
# Expected: compression="zlib" sets content_encoding to "deflate" or the like, as in HTTP and in AMQP's own words.
# Really:   content_type stays application/json and content_encoding stays utf-8; a header "compression" says
#           "application/x-gzip", but the body is a bare zlib stream, which no gzip reader takes.
# A user meets: messages that declare themselves to be JSON in UTF-8 and are neither.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with kombu==5.7.0
run_python 60 <<'END'
import base64, gzip, json, zlib
import kombu
from observed import observe

connection = kombu.Connection("memory://")
connection.SimpleQueue("alerts").put({"title": "Disk full"}, compression="zlib")
sent = connection.default_channel._get("alerts")
observe("content_type", sent["content-type"], "application/json")
observe("content_encoding", sent["content-encoding"], "utf-8")
observe("headers", sent["headers"], {"compression": "application/x-gzip"})
body = base64.b64decode(sent["body"])
try:
    gzip.decompress(body)
    read = "gzip"
except gzip.BadGzipFile:
    read = "not gzip"
observe("read as gzip", read, "not gzip")
observe("read as zlib", json.loads(zlib.decompress(body)), {"title": "Disk full"})
END
