"""Fetching a page from the web, safely and honestly.

Safely: http and https alone, to addresses that are public, each redirect checked again, within limits of
size and time. Honestly: we say who we are, keep what arrived as it arrived, and note where it came
from. No Django: the caller reads its settings into a `Policy`.

No cookies are kept and no proxy of the environment is used: httpcore's pool knows neither.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore
import httpx

from claims.capture.addresses import wanted
from claims.capture.connecting import Deadline, failures_told, in_parts, pool_of
from claims.capture.policy import Policy
from claims.capture.reasons import NotFetched, Reason
from claims.capture.sniff import essence, sniff
from claims.capture.unpacking import encoding_of, unpacked

__all__ = ["Fetched", "NotFetched", "Policy", "Reason", "fetch"]

ACCEPTED = "text/html, application/xhtml+xml, application/pdf;q=0.9, text/plain;q=0.9, */*;q=0.5"
KEPT_HEADERS = (
    *("content-type", "content-encoding", "content-language", "content-disposition"),
    *("date", "last-modified", "etag", "link", "x-robots-tag"),
)
REDIRECTS = {301, 302, 303, 307, 308}
WHOLE = {200, 203}
CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s"';,]+)""", re.IGNORECASE)
LONGEST_WAIT = 86_400  # seconds: a site that asks for more than a day is asked again after a day


@dataclass(frozen=True)
class Fetched:
    """A page as it arrived. `url` is where it was found, `redirects` the URLs that led there, the first
    asked first. `media_type` is what its bytes are; `declared_type` and `charset` are what the site
    said, "" when it said nothing. `content` is unpacked and otherwise untouched."""

    asked: str
    url: str
    status: int
    headers: dict[str, str]
    media_type: str
    declared_type: str
    charset: str
    content: bytes
    redirects: tuple[str, ...]
    fetched_at: datetime


def fetch(url: str, policy: Policy) -> Fetched:
    """The page at a URL. Raises `NotFetched`, and nothing else, when it cannot be had."""
    first = wanted(url)
    deadline = Deadline.after(policy.total_timeout)
    with failures_told(), pool_of(policy, deadline) as pool:
        return _followed(pool, url, first, policy)


def _followed(pool: httpcore.ConnectionPool, asked: str, url: httpx.URL, policy: Policy) -> Fetched:
    """The page at the end of the redirects."""
    passed: list[str] = []
    while True:
        with pool.stream("GET", in_parts(url), headers=_request_headers(policy)) as response:
            headers = httpx.Headers(response.headers)
            onward = _onward(response.status, headers, url)
            if onward is None:
                return _received(response, headers, asked, url, tuple(passed), policy)
        passed.append(str(url))
        _check_redirect(onward, passed, policy)
        url = onward


def _request_headers(policy: Policy) -> list[tuple[bytes | str, bytes | str]]:
    """What we say of ourselves and of what we can read."""
    return [
        ("User-Agent", policy.user_agent),
        ("Accept", ACCEPTED),
        ("Accept-Encoding", "gzip, deflate"),
    ]


def _onward(status: int, headers: httpx.Headers, url: httpx.URL) -> httpx.URL | None:
    """Where a response sends us, checked as the first URL was; None when it is no redirect."""
    location = headers.get("location", "").strip()
    if status not in REDIRECTS or not location:
        return None
    try:
        target = str(url.join(location))
    except (httpx.InvalidURL, UnicodeError) as error:
        raise NotFetched(Reason.NOT_A_URL) from error
    return wanted(target)


def _check_redirect(onward: httpx.URL, passed: list[str], policy: Policy) -> None:
    """Refuse to go in a circle, or on and on."""
    if str(onward) in passed:
        raise NotFetched(Reason.REDIRECT_LOOP)
    if len(passed) > policy.most_redirects:
        raise NotFetched(Reason.TOO_MANY_REDIRECTS, most=policy.most_redirects)


def _received(
    response: httpcore.Response,
    headers: httpx.Headers,
    asked: str,
    url: httpx.URL,
    passed: tuple[str, ...],
    policy: Policy,
) -> Fetched:
    """The page that a response brings."""
    _check_status(response.status, headers)
    content = _content(response, headers, policy)
    declared = headers.get("content-type", "")
    charset = CHARSET.search(declared)
    return Fetched(
        asked=asked,
        url=str(url),
        status=response.status,
        headers={name: headers[name] for name in KEPT_HEADERS if name in headers},
        media_type=sniff(content, declared),
        declared_type=essence(declared),
        charset=charset[1].lower() if charset else "",
        content=content,
        redirects=passed,
        fetched_at=datetime.now(UTC),
    )


def _check_status(status: int, headers: httpx.Headers) -> None:
    """Refuse an answer that does not bring a whole page."""
    if status in WHOLE:
        return
    reason = Reason.HTTP_5XX if 500 <= status < 600 else Reason.HTTP_OTHER
    if f"http_{status}" in set(Reason):
        reason = Reason(f"http_{status}")
    raise NotFetched(reason, retry_after=_wait(headers.get("retry-after", "")), status=status)


def _wait(asked: str) -> float | None:
    """The seconds that a Retry-After header asks for, as a number or as a date; a day at most."""
    if re.fullmatch(r"\d{1,9}", asked, re.ASCII):
        return min(float(asked), LONGEST_WAIT)
    try:
        seconds = parsedate_to_datetime(asked).timestamp() - datetime.now(UTC).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, 0), LONGEST_WAIT)


def _content(response: httpcore.Response, headers: httpx.Headers, policy: Policy) -> bytes:
    """The body, unpacked, within the limit before and after."""
    encoding = encoding_of(headers.get("content-encoding", ""))
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > policy.most_bytes:
        raise NotFetched(Reason.TOO_LARGE, megabytes=policy.megabytes)
    raw = _limited(response.iter_stream(), Reason.TOO_LARGE, policy)
    content = _limited(unpacked(raw, encoding), Reason.DECOMPRESSED_TOO_LARGE, policy)
    whole = b"".join(content)
    if not whole.strip():
        raise NotFetched(Reason.EMPTY)
    return whole


def _limited(chunks: Iterable[bytes], reason: Reason, policy: Policy) -> Iterator[bytes]:
    """The chunks, until there are more than the policy allows."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > policy.most_bytes:
            raise NotFetched(reason, megabytes=policy.megabytes)
        yield chunk
