"""A real site on 127.0.0.1, in a thread, that answers as each test wants it to: also badly.

with serving({"/": Page(b"words")}) as site:
    fetch(site.url("/"), ...)
"""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

# The key and certificate of site.test, for these tests alone; the certificate signs itself.
CERTIFICATE = Path(__file__).parent / "site.test.pem"


@dataclass(frozen=True)
class Page:
    """An answer in good order. Content-Length is added unless `headers` name it."""

    body: bytes = b"<!doctype html><title>A page</title><p>Words."
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(self.status)
        for name, value in ({"Content-Length": str(len(self.body))} | self.headers).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(self.body)


@dataclass(frozen=True)
class Raw:
    """Bytes as they go over the wire, one piece every `pause` seconds, until the site is taken down."""

    pieces: tuple[bytes, ...]
    pause: float = 0

    def __call__(self, handler: Any) -> None:
        handler.close_connection = True
        for piece in self.pieces:
            handler.wfile.write(piece)
            if handler.server.taken_down.wait(self.pause):
                return


def redirect(location: str, status: int = 302) -> Page:
    """An answer that sends the reader elsewhere."""
    return Page(b"", status, {"Location": location})


@dataclass
class Site:
    """Where the site is, how many connections it was offered, what was asked of it, and what was sent
    there: headers and body."""

    port: int
    scheme: str = "http"
    connections: int = 0
    asked: list[tuple[str, Message]] = field(default_factory=list)
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _headers in self.asked]


class Server(ThreadingHTTPServer):
    """Counts connections, and keeps quiet when a reader hangs up."""

    daemon_threads = True

    def __init__(self, pages: dict[str, Callable[[Any], None]], *, tls: bool) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages = pages
        self.taken_down = Event()
        self.site = Site(self.server_port, "https" if tls else "http")
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            self.socket = context.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )

    def get_request(self) -> Any:
        accepted = super().get_request()
        self.site.connections += 1
        return accepted

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader that hangs up is what many tests are about."""


class Handler(BaseHTTPRequestHandler):
    """Answers with the page that stands at the path."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.site.asked.append((self.path, self.headers))
        self.server.pages.get(self.path, Page(status=404))(self)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.site.received.append((dict(self.headers), body))
        self.do_GET()

    def log_message(self, *args: Any) -> None:
        """No log on the test's output."""


@contextmanager
def serving(pages: dict[str, Any], *, tls: bool = False) -> Iterator[Site]:
    """The site, while the test lasts."""
    server = Server(pages, tls=tls)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.site
    finally:
        server.taken_down.set()
        server.shutdown()
        server.server_close()
        thread.join()
