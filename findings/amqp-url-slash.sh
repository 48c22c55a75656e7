#!/usr/bin/env bash
# Of amqp://…:5672/ with a slash at the end: Bunny 2.19.0 and amqp-publish 0.11.0 (librabbitmq; both Debian) ask for a virtual
# host without a name; pika 1.4.4, aio-pika 10.2.1, AMQPStorm 3.1.4 and kombu 5.7.0 for "/".
#
# Expected: one address leads all clients to the same virtual host.
# Really:   the slash alone is 530 NOT_ALLOWED in the two. Two slashes are "/" to aio-pika, AMQPStorm and kombu, another virtual
#           host to pika, and no address at all to the two. "/%2F", and no slash, are the same to all.
# A user meets: an address that works in one program and is refused in another, with words about permissions.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

start_broker
python_with pika==1.4.4 aio-pika==10.2.1 AMQPStorm==3.1.4 kombu==5.7.0
unpacked amqp-tools librabbitmq4 ruby3.1 libruby3.1 libyaml-0-2 libgmp10 ruby-bunny ruby-amq-protocol ruby-sorted-set ruby-rbtree
cat >"$work/connect.rb" <<'END'
require "bunny"
connection = Bunny.new(ARGV[0], log_level: :fatal)
connection.start
connection.close
END
run_python 100 "${amqp_url%/}" "$work" <<'END'
import asyncio, subprocess, sys
import aio_pika, amqpstorm, kombu, pika
from observed import observe

url, work = sys.argv[1:]
root = work + "/root/usr"
ruby = [f"{root}/bin/ruby3.1", "--disable-gems"]
gems = f"{root}/share/rubygems-integration/all/gems"
for folder in [f"{gems}/bunny-2.19.0/lib", f"{gems}/amq-protocol-2.3.2/lib", f"{gems}/sorted_set-1.0.3/lib",
               f"{root}/lib/ruby/vendor_ruby", f"{root}/lib/x86_64-linux-gnu/ruby/vendor_ruby/3.1.0",
               f"{root}/lib/ruby/3.1.0", f"{root}/lib/x86_64-linux-gnu/ruby/3.1.0"]:
    ruby += ["-I", folder]

async def with_aio_pika(address):
    await (await asyncio.wait_for(aio_pika.connect(address), 10)).close()

def run(*command):
    environment = {"LD_LIBRARY_PATH": f"{root}/lib/x86_64-linux-gnu"}
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=30)

clients = {
    "pika": lambda address: pika.BlockingConnection(pika.URLParameters(address)).close(),
    "aio-pika": lambda address: asyncio.run(with_aio_pika(address)),
    "AMQPStorm": lambda address: amqpstorm.UriConnection(address).close(),
    "kombu": lambda address: kombu.Connection(address, connect_timeout=3).connect().close(),
    "amqp-publish": lambda address: run(f"{root}/bin/amqp-publish", "-u", address, "-r", "none", "-b", "x"),
    "Bunny": lambda address: run(*ruby, f"{work}/connect.rb", address),
}

def refused(address):
    names = []
    for name, connect in clients.items():
        try:
            connect(address)
        except Exception:
            names.append(name)
    return names

for end, recorded in [("", []), ("/%2F", []), ("/", ["amqp-publish", "Bunny"]), ("//", ["pika", "amqp-publish", "Bunny"])]:
    observe(f"refused in amqp://…:5672{end}", refused(url + end), recorded)
END
