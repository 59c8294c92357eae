"""What the caller decides about fetching: limits, names, and how a name is looked up."""

import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claims.capture.addresses import plain_host
from claims.capture.reasons import NotFetched

Resolver = Callable[[str, int], Sequence[str]]


def look_up(host: str, port: int) -> list[str]:
    """Every address that the system's resolver gives for a name, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in found))


@dataclass(frozen=True)
class Policy:
    """The terms of a fetch. `private_hosts` are the names and addresses, as they stand in URLs, that may
    lead into private networks. `connect_timeout` covers lookup, connection and handshake together;
    `total_timeout` covers everything, redirects too. `tls` says which certificates are trusted; left
    out, those of Mozilla's list are. Seconds and bytes; `most_bytes` holds before and after unpacking."""

    private_hosts: frozenset[str] = frozenset()
    user_agent: str = "Provenance/0.1 (a newsroom's record of claims and their sources)"
    connect_timeout: float = 10
    total_timeout: float = 60
    most_bytes: int = 20_000_000
    most_redirects: int = 5
    resolve: Resolver = look_up
    tls: ssl.SSLContext | None = None

    def __post_init__(self) -> None:
        """Bring the named hosts into the form in which they are compared."""
        object.__setattr__(self, "private_hosts", frozenset(map(_named, self.private_hosts)))

    @property
    def megabytes(self) -> str:
        """The limit of size as it is told to a person."""
        return f"{self.most_bytes / 1_000_000:g}"


def _named(host: str) -> str:
    """A host that a setting names; one that could never match is a mistake in the settings."""
    try:
        return plain_host(host)
    except NotFetched as error:
        raise ValueError(
            f"{host!r} is not the name or address of a host, without a port"
        ) from error
