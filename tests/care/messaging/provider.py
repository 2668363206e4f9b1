"""A provider of text messages that answers as it is told and counts what came by key; over real HTTP on loopback."""

import json
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


class Provider(ThreadingHTTPServer):
    """Its `answers` are given in turn, then 201. `requests` holds headers and content; `keys` how often each key came."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Desk)
        self.answers: list[tuple[int, dict[str, str]]] = []
        self.requests: list[tuple[dict[str, str], dict[str, Any]]] = []
        self.keys: Counter[str] = Counter()
        self.delay = 0.0

    def handle_error(self, *_: object) -> None:
        """A sender that went away before the answer is what tests are about."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1/messages"

    def __enter__(self) -> "Provider":
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Desk(BaseHTTPRequestHandler):
    server: Provider
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((dict(self.headers), content))
        self.server.keys[self.headers["Idempotency-Key"]] += 1
        time.sleep(self.server.delay)
        status, headers = self.server.answers.pop(0) if self.server.answers else (201, {})
        body = json.dumps({"id": f"sms-{len(self.server.requests)}"}).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""
