"""One connection: its name looked up once, all answers checked, its time limited.

httpcore asks for a connection to a host and gets one to an address that was checked here; nothing looks
the name up again, so an answer that changes afterwards changes nothing. The Host header, the name in
the TLS greeting and the certificate's check stay on the name.
"""

import socket
import ssl
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from threading import Thread
from time import monotonic

import httpcore
import httpx

from claims.capture.addresses import checked
from claims.capture.policy import Policy, Resolver
from claims.capture.reasons import NotFetched, Reason

MOST_TRIED = 8  # addresses of one name; all are checked, the first few are tried


@dataclass(frozen=True)
class Deadline:
    """The moment, on the monotonic clock, after which nothing is waited for."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        """So many seconds from now."""
        return cls(monotonic() + seconds)

    def or_after(self, seconds: float) -> "Deadline":
        """The earlier of this moment and so many seconds from now."""
        return min(self, Deadline.after(seconds), key=lambda one: one.at)

    def left(self) -> float:
        """How many seconds may still be waited; raises when none are left."""
        seconds = self.at - monotonic()
        if seconds <= 0:
            raise NotFetched(Reason.TIMEOUT)
        return seconds


class CheckedBackend(httpcore.NetworkBackend):
    """Opens connections to addresses that may be fetched from, and to no others."""

    def __init__(self, policy: Policy, deadline: Deadline) -> None:
        self._policy = policy
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to a host, within the policy's own times, whatever httpcore's are."""
        opened_by = self._deadline.or_after(self._policy.connect_timeout)
        addresses = self._addresses(host, port, opened_by)
        return TimedStream(
            _first_open(addresses[:MOST_TRIED], port, opened_by), host, self._deadline, opened_by
        )

    def _addresses(self, host: str, port: int, deadline: Deadline) -> list[str]:
        """The addresses of a host, each checked; a host that is an address itself is its own answer."""
        literal = ":" in host or host.replace(".", "").isdigit()
        answers = [host] if literal else _answers(self._policy.resolve, host, port, deadline)
        return checked(answers, host, private=host in self._policy.private_hosts)


def _answers(resolve: Resolver, host: str, port: int, deadline: Deadline) -> Sequence[str]:
    """What a resolver answers in time. It runs on a thread of its own, since the system's cannot be
    interrupted; one that hangs is left behind and ends by the system's own limit."""
    found: Future[Sequence[str]] = Future()
    Thread(target=_resolve, args=(found, resolve, host, port), daemon=True).start()
    try:
        return found.result(timeout=deadline.left())
    except TimeoutError as error:
        raise NotFetched(Reason.TIMEOUT) from error
    except (OSError, UnicodeError) as error:
        again = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
        raise NotFetched(Reason.UNRESOLVABLE, retry=again, host=host) from error


def _resolve(found: "Future[Sequence[str]]", resolve: Resolver, host: str, port: int) -> None:
    """Look a name up and hand over the answer, or what went wrong."""
    try:
        found.set_result(resolve(host, port))
    except Exception as error:
        found.set_exception(error)


def _first_open(addresses: list[str], port: int, deadline: Deadline) -> httpcore.NetworkStream:
    """A connection to the first address that takes one. Each gets its share of the time that is left, so
    that one which swallows everything does not keep the next from its turn."""
    first, *others = addresses
    try:
        share = deadline.left() / len(addresses)
        return httpcore.SyncBackend().connect_tcp(first, port, timeout=share)
    except (httpcore.ConnectError, httpcore.ConnectTimeout):
        if not others:
            raise
    return _first_open(others, port, deadline)


class TimedStream(httpcore.NetworkStream):
    """A connection that ends at its deadline, however little a site sends at a time."""

    def __init__(
        self, stream: httpcore.NetworkStream, host: str, deadline: Deadline, opened_by: Deadline
    ) -> None:
        self._stream = stream
        self._host = host
        self._deadline = deadline
        self._opened_by = opened_by

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What the site sent next."""
        return self._stream.read(max_bytes, timeout=self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send the request."""
        self._stream.write(buffer, timeout=self._deadline.left())

    def close(self) -> None:
        """End the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same connection under TLS, once the site has proved its name."""
        try:
            stream = self._stream.start_tls(ssl_context, server_hostname, self._opened_by.left())
        except httpcore.ConnectError as error:
            if isinstance(error.__cause__, ssl.SSLError):
                raise NotFetched(Reason.TLS, host=self._host) from error
            raise
        return TimedStream(stream, self._host, self._deadline, self._opened_by)

    def get_extra_info(self, info: str) -> object:
        """What httpcore asks about the connection itself."""
        return self._stream.get_extra_info(info)


def pool_of(policy: Policy, deadline: Deadline) -> httpcore.ConnectionPool:
    """Connections for one errand, a new one for each request, so that each is checked."""
    return httpcore.ConnectionPool(
        ssl_context=policy.tls or _trusted(),
        max_keepalive_connections=0,
        network_backend=CheckedBackend(policy, deadline),
    )


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates of Mozilla's list; SSL_CERT_FILE and the like are not heard."""
    return httpx.create_ssl_context(trust_env=False)


def in_parts(url: httpx.URL) -> httpcore.URL:
    """The URL in its parts, so that it is not read a second time."""
    return httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )


@contextmanager
def failures_told() -> Iterator[None]:
    """Turns what the connection reports into a reason for a person."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise NotFetched(Reason.TIMEOUT) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise NotFetched(Reason.CONNECTION) from error
