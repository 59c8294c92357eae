"""One attempt to deliver a message: to an address that may be fetched from, and to no other.

The connection is checked as that of a capture is (`claims.capture.connecting`): the name is looked up once,
every address behind it must be public, and nothing looks it up again. Redirects are not followed: what was
signed for one address is not for another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic

import httpcore
import httpx

from claims.capture.addresses import may_fetch, wanted
from claims.capture.connecting import Deadline, failures_told, in_parts, pool_of
from claims.capture.policy import Policy
from claims.capture.reasons import NotFetched, Reason

TOTAL = 15  # seconds for one attempt, from looking the name up to the answer
CONNECT = 10  # seconds of these for a connection
READ = 1_000  # bytes of the answer that are read, for the log
LONGEST = 2_000  # characters of an address

SENTENCES = {
    Reason.NOT_A_URL: "This is not the address of a receiver. It begins with https:// and goes on with the "
    "name of a host.",
    Reason.SCHEME: "Only addresses that begin with https:// can receive messages.",
    Reason.CREDENTIALS: "The address holds a user name or a password, before the @. Remove them: the "
    "signature proves who sends.",
    Reason.PORT: "The address names a port where no website is to be expected. Use 443, or one above 1023.",
    Reason.UNRESOLVABLE: "No host of this name was found. Check the spelling of the address.",
    Reason.PRIVATE_ADDRESS: "The host is not on the public web: its address is private or reserved. If it is "
    "one of your own, whoever runs Provenance can allow it (PROVENANCE_PRIVATE_HOSTS).",
    Reason.TIMEOUT: f"There was no answer within {TOTAL} seconds.",
    Reason.CONNECTION: "The host could not be reached, or the connection broke off.",
    Reason.TLS: "The host could not prove that it is the one named: its certificate is not valid.",
}
NOT_HTTPS = (
    "The address has to begin with https://, so that nobody on the way can read or change what is sent. "
    "Plain http:// is for hosts that whoever runs Provenance has allowed (PROVENANCE_PRIVATE_HOSTS)."
)
TOO_LONG = f"The address is longer than {LONGEST:,} characters."


class NotSent(Exception):
    """A message that nobody received, with the reason for a person."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


@dataclass(frozen=True)
class Answer:
    """What a receiver said: its status, the beginning of what it wrote, in how many milliseconds, and in
    how many seconds it wants to be asked again, if it says."""

    status: int
    text: str
    duration: int
    retry_after: float | None

    @property
    def received(self) -> bool:
        """Whether it took the message."""
        return 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """Whether it wants no more messages, ever."""
        return self.status == 410


def receiver(address: str, policy: Policy) -> httpx.URL:
    """The address in its normal form. Raises NotSent for one to which nothing may be sent, as far as that
    can be known without looking its name up."""
    if len(address) > LONGEST:
        raise NotSent(TOO_LONG)
    try:
        url = wanted(address)
    except NotFetched as error:
        raise NotSent(SENTENCES[error.reason]) from error
    private = url.host in policy.private_hosts
    if url.scheme != "https" and not private:
        raise NotSent(NOT_HTTPS)
    if _is_address(url.host) and not may_fetch(url.host, private=private):
        raise NotSent(SENTENCES[Reason.PRIVATE_ADDRESS])
    return url


def _is_address(host: str) -> bool:
    """Whether a host is an address itself, rather than a name."""
    return ":" in host or host.replace(".", "").isdigit()


def send(address: str, body: str, headers: Mapping[str, str], policy: Policy) -> Answer:
    """Send a message once. Raises NotSent if there was no answer at all."""
    began = monotonic()
    deadline = Deadline.after(policy.total_timeout)
    given: list[tuple[bytes | str, bytes | str]] = [
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body.encode()))),
        ("User-Agent", policy.user_agent),
        *headers.items(),
    ]
    try:
        url = receiver(address, policy)
        with failures_told(), pool_of(policy, deadline) as pool:
            request = pool.stream("POST", in_parts(url), headers=given, content=body.encode())
            with request as response:
                text = _beginning(response)
    except NotFetched as error:
        raise NotSent(SENTENCES[error.reason]) from error
    found = httpx.Headers(response.headers)
    asked = found.get("retry-after", "")
    return Answer(
        status=response.status,
        text=text,
        duration=round((monotonic() - began) * 1000),
        retry_after=min(float(asked), 86_400) if asked.isascii() and asked.isdecimal() else None,
    )


def _beginning(response: httpcore.Response) -> str:
    """The first of what was answered, as text that a database can hold; the rest is not read. The status
    stands however the body ends."""
    read = b""
    try:
        for chunk in response.iter_stream():
            read += chunk
            if len(read) >= READ:
                break
    except (NotFetched, httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError):
        pass
    return read[:READ].decode("utf-8", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
