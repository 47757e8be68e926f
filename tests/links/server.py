"""A web server on this machine alone that answers as web servers do, good and bad."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Server", "closed_port", "serving"]


class Server(ThreadingHTTPServer):
    """Remembers who asked for what; `over` tells hanging answers to end."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.over = threading.Event()
        self.asked_slowly = threading.Event()
        self.times: list[float] = []

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        self.server.asked.append((self.command, self.path))
        self.server.agents.add(self.headers["User-Agent"])
        self.server.times.append(time.monotonic())
        path = urlsplit(self.path).path
        special = path.strip("/").split("/")[0].replace("-", "_")
        getattr(self, f"_{special}", self._plain)(path)

    def _plain(self, path: str) -> None:
        """Answer /404 with 404, and so on; any other word with 200."""
        number = path.strip("/").split("/")[0]
        self._reply(int(number) if number.isdigit() else 200)

    def _reply(self, status: int, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.end_headers()

    def _moved(self, _: str) -> None:
        self._reply(301, "/new-place")

    def _elsewhere_today(self, _: str) -> None:
        self._reply(302, "/new-place")

    def _moved_to_nothing(self, _: str) -> None:
        self._reply(301, "/404")

    def _moved_to_front(self, _: str) -> None:
        self._reply(301, "/")

    def _moved_to_cyrillic(self, _: str) -> None:
        self._reply(301, "/страница (1)".encode().decode("latin-1"))

    def _moved_to_file(self, _: str) -> None:
        self._reply(301, "file:///etc/passwd")

    def _circle(self, _: str) -> None:
        self._reply(301, "/circle")

    def _no_head(self, _: str) -> None:
        self._reply(403 if self.command == "HEAD" else 200)

    def _head_hangs_up(self, _: str) -> None:
        if self.command == "HEAD":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            self._reply(200)

    def _silent(self, _: str) -> None:
        self.server.asked_slowly.set()
        self.server.over.wait(20)

    def _drops(self, _: str) -> None:
        """Send the head of an answer a letter at a time."""
        for letter in b"HTTP/1.0 200 OK\r\nX: " + b"x" * 400:
            self.wfile.write(bytes([letter]))
            if self.server.over.wait(0.05):
                return

    def _slow_body(self, _: str) -> None:
        self.send_response(405 if self.command == "HEAD" else 200)
        self.end_headers()
        self.server.over.wait(20)

    def _garbage(self, _: str) -> None:
        self.wfile.write(b"what do you want?\r\n\r\n")


@contextmanager
def serving() -> Iterator[Server]:
    """Serve while the context lasts."""
    with Server() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.over.set()
        server.shutdown()


def closed_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
