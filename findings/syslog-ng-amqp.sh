#!/usr/bin/env bash
# syslog-ng 3.38.1 (Debian): its amqp() destination sends an empty body, and what a body() says is text/plain.
#
# Expected: a message's body is the log's message, or what a template with $(format-json) says, then as application/json.
# Really:   without body() the body is empty and the message stands in the header MESSAGE, beside HOST, PRIORITY and others.
#           The content type is text/plain, also of JSON. There is no message_id and no timestamp.
# A user meets: alerts that arrive as nothing, refused by a reader that looks at the body alone.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

start_broker
python_with pika==1.4.4
unpacked syslog-ng-core syslog-ng-mod-amqp libivykis0 libpcre3 libnet1 libwrap0
root=$work/root
port=${amqp_url##*:}
mkdir "$work/logs"
server="host(127.0.0.1) port(${port%/}) vhost('/') username(guest) password(guest) exchange(alerts) exchange-type(topic)"
# shellcheck disable=SC2016 # templates of its own
cat >"$work/logs/settings" <<END
@version: 3.38
source s { file("$work/logs/in" flags(no-parse) follow-freq(0.2)); };
destination plain { amqp($server persist-name(plain) routing-key(native.plain)); };
destination json {
    amqp($server persist-name(json) routing-key(native.json) body("\$(format-json title=\${MESSAGE} host=\${HOST})"));
};
log { source(s); destination(plain); destination(json); };
END
: >"$work/logs/in"
run_python 100 "$amqp_url" "$work/logs" "$root" <<'END'
import json, os, subprocess, sys, time
import pika
from observed import observe

url, folder, root = sys.argv[1:]
channel = pika.BlockingConnection(pika.URLParameters(url)).channel()
channel.exchange_declare("alerts", "topic", durable=True)
for name in ("plain", "json"):
    channel.queue_declare(name)
    channel.queue_bind(name, "alerts", f"native.{name}")
libraries = [f"{root}/usr/lib/x86_64-linux-gnu", f"{root}/lib/x86_64-linux-gnu", f"{root}/usr/lib/syslog-ng"]
process = subprocess.Popen(
    [f"{root}/usr/sbin/syslog-ng", "--foreground", f"--cfgfile={folder}/settings", "--no-caps",
     f"--module-path={root}/usr/lib/syslog-ng/3.38", f"--persist-file={folder}/state", f"--control={folder}/control",
     f"--pidfile={folder}/pid"], env={**os.environ, "LD_LIBRARY_PATH": ":".join(libraries)})

def take(queue):
    for _ in range(150):
        method, properties, body = channel.basic_get(queue, auto_ack=True)
        if method:
            return properties, body
        time.sleep(0.2)
    sys.exit(f"nothing came to {queue}")

try:
    time.sleep(2)
    with open(f"{folder}/in", "a", encoding="utf-8") as file:
        file.write('Disk "data" is full\n')
    properties, body = take("plain")
    observe("without body(): body, header MESSAGE", (body, properties.headers["MESSAGE"]), (b"", 'Disk "data" is full'))
    observe("its type, message_id, timestamp", (properties.content_type, properties.message_id, properties.timestamp),
            ("text/plain", None, None))
    properties, body = take("json")
    observe("with body(): title, type",
            (json.loads(body)["title"], properties.content_type), ('Disk "data" is full', "text/plain"))
finally:
    process.terminate()
    process.wait(20)
END
