#!/usr/bin/env bash
# nginx 1.22.1 and Apache httpd 2.4 (Debian): a key with a slash does not get through a proxy in an address.
#
# Expected: a proxy hands the path on as it came: /v2/alerts/db-1%2Fdisk/close names the alert db-1/disk.
# Really:   nginx does so without a path behind proxy_pass; with one ("location /muster/ { proxy_pass http://…/; }")
#           it decodes the path, so that %2F is a slash and // is one. Apache answers 404 by itself
#           (AllowEncodedSlashes), and writes other escapes anew: d%3Ae arrives as d:e.
# A user meets: alerts that open and never close, since their key has a slash and only closing names it in the address.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

unpacked nginx apache2-bin libapr1 libaprutil1
nginx=$(find "$work/root/usr/sbin" -name nginx)
muster=$(free_port) nginx_port=$(free_port) apache_port=$(free_port)

mkdir "$work/nginx"
cat >"$work/nginx/nginx.conf" <<END
daemon off; pid $work/nginx/pid; error_log $work/nginx/error.log; worker_processes 1;
events {}
http {
    access_log off;
    client_body_temp_path $work/nginx/a; proxy_temp_path $work/nginx/b; fastcgi_temp_path $work/nginx/c;
    uwsgi_temp_path $work/nginx/d; scgi_temp_path $work/nginx/e;
    server {
        listen 127.0.0.1:$nginx_port;
        location / { proxy_pass http://127.0.0.1:$muster; }
        location /muster/ { proxy_pass http://127.0.0.1:$muster/; }
    }
}
END
chmod 755 "$work"
"$nginx" -e "$work/nginx/error.log" -c "$work/nginx/nginx.conf" &
started+=("$!")

cat >"$work/apache.conf" <<END
ServerRoot $work/root
ServerName localhost
PidFile $work/apache.pid
ErrorLog $work/apache.log
Listen 127.0.0.1:$apache_port
LoadModule mpm_event_module usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module usr/lib/apache2/modules/mod_authz_core.so
LoadModule proxy_module usr/lib/apache2/modules/mod_proxy.so
LoadModule proxy_http_module usr/lib/apache2/modules/mod_proxy_http.so
User nobody
Group nogroup
ProxyPass / http://127.0.0.1:$muster/
END
LD_LIBRARY_PATH=$(dirname "$(find "$work/root" -name 'libapr-1.so.0')") \
    "$work/root/usr/sbin/apache2" -f "$work/apache.conf" -D FOREGROUND &
started+=("$!")
wait_for_port "$nginx_port" 20
wait_for_port "$apache_port" 20

interpreter=python3
run_python 60 "$muster" "$nginx_port" "$apache_port" <<'END'
import http.client, http.server, sys, threading
from observed import observe

muster, nginx, apache = map(int, sys.argv[1:])

class Muster(http.server.BaseHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def do_POST(self):
        self.send_response(202)
        self.end_headers()
        self.wfile.write(self.path.encode())

threading.Thread(target=http.server.HTTPServer(("127.0.0.1", muster), Muster).serve_forever, daemon=True).start()

def arrives(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("POST", path)
    response = connection.getresponse()
    return response.read().decode() if response.status == 202 else response.status

key = "/v2/alerts/db-1%2Fdisk/close"
observe("nginx", arrives(nginx, key), key)
observe("nginx with a path behind proxy_pass", arrives(nginx, "/muster" + key), "/v2/alerts/db-1/disk/close")
observe("Apache", arrives(apache, key), 404)
observe("Apache, other escapes", arrives(apache, "/v2/alerts/d%3Ae%40f%20g/close"), "/v2/alerts/d:e@f%20g/close")
END
