"""An HTTP server on 127.0.0.1 that keeps every request and answers as it is told."""

import http.server
import ssl
import threading


class StandIn:
    """`status` answers each request; `None` reads the request and closes the connection without an answer.
    `certificate` is a file with certificate and key, for HTTPS."""

    def __init__(self, status, body=b"{}", certificate=None, headers=None):
        self.status, self.body, self.requests = status, body, []
        self.changed = threading.Condition()
        owner = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *arguments):
                pass

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                with owner.changed:
                    owner.requests.append((self.command, self.path, body))
                    owner.changed.notify_all()
                if owner.status is None:
                    self.close_connection = True
                    return
                self.send_response(owner.status)
                for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(owner.body)))
                self.end_headers()
                self.wfile.write(owner.body)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        scheme = "http"
        if certificate:
            scheme, context = "https", ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        self.url = f"{scheme}://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()

    def wait_for(self, count, seconds):
        """Whether so many requests came in that time."""
        with self.changed:
            return self.changed.wait_for(lambda: len(self.requests) >= count, seconds)
