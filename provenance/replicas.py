"""Reading from replicas, which PostgreSQL's streaming replication keeps, and from the primary what must be.

    GET, HEAD                          a replica that has replayed far enough; else the primary
    any other request, jobs, commands  the primary
    a transaction, a row held          the primary, and so the rest of that request
    accounts, sessions, the queue      the primary, always

Far enough is: all that this browser has written, which a cookie tells as a position in the write-ahead log;
and, of what others have written, all that is older than `REPLICA_LAG` seconds. Where the primary was is
looked up about once a second, so that a replica that has lost the primary is known by standing still. One
that is away or behind is passed over; the primary serves meanwhile.

docs/adr/0018 says why it is so. Without DATABASE_REPLICA_URLS nothing of this is at work.
"""

import logging
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import cache
from threading import Lock
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS as PRIMARY
from django.db import DatabaseError, Error, InterfaceError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase

log = logging.getLogger(__name__)

# What says who somebody is, and what they may do, is never read late.
MAY_LAG = {"claims", "pghistory"}
NEVER_LATE = {
    "claims.apianswer",
    "claims.apitoken",
    "claims.apiuse",
    "claims.feedtoken",
    "claims.invitation",
    "claims.signin",
    "claims.user",
    "claims.user_groups",
    "claims.user_user_permissions",
}
READS, SAFE = ("GET", "HEAD"), ("GET", "HEAD", "OPTIONS", "TRACE")
COOKIE = "written_up_to"
KEPT = 60  # seconds for which the cookie is kept beyond the lag that is allowed anyway
NOBODY_IS_THERE_YET = 2**63
AWAY = 10.0  # seconds for which a replica that did not answer is not asked again
SOON = 0.05  # seconds until one that was not far enough is looked at again

# Beside no SQLSTATE at all, which is a connection that was lost or never made.
SHUT_DOWN = ("08", "57P")
# The replica broke a query off to replay what was removed; or was asked to write.
BETTER_ASK_THE_PRIMARY = ("40001", "25006")

WRITTEN = "SELECT pg_current_wal_lsn() - '0/0'"
# With synchronous_commit off, what was committed may not be written yet; so where it is inserted.
INSERTED = "SELECT pg_current_wal_insert_lsn() - '0/0'"
REPLAYED = "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() - '0/0' END"


class Replica:
    """One replica, and what this process knows of it."""

    def __init__(self, alias: str) -> None:
        """Not looked at yet."""
        self.alias = alias
        self.replayed = -1
        self.looked_at = self.away_until = float("-inf")
        self.looking = Lock()

    def look(self) -> None:
        """Ask how far it is; if it does not answer, or is no replica, it is passed over for a while."""
        try:
            found = _position(self.alias, REPLAYED)
        except Error as error:
            self.pass_over(error)
            return
        if found is None:
            self.pass_over("it is no replica any more")
            return
        self.replayed, self.looked_at = found, monotonic()

    def pass_over(self, why: object) -> None:
        """Do not ask it for a while."""
        log.warning("Reading without %s for a while: %s", self.alias, why)
        self.away_until = monotonic() + AWAY
        self.replayed, self.looked_at = -1, float("-inf")
        connections[self.alias].close()


class Watch:
    """The replicas, how far each is, and where the primary was of late."""

    def __init__(self, aliases: list[str], lag: float) -> None:
        """`lag` is how many seconds what others wrote may be late."""
        self.replicas = [Replica(alias) for alias in aliases]
        self.lag = lag
        self.every = min(1.0, lag / 5)
        self.primary: deque[tuple[float, int]] = deque()

    def choose(self, wanted: int, who: str) -> str:
        """Where somebody reads who must see all up to `wanted`: the same replica each time, so that
        nobody goes back in time from one page to the next, while it serves."""
        first = zlib.crc32(who.encode()) % len(self.replicas)
        for replica in self.replicas[first:] + self.replicas[:first]:
            if self.serves(replica, wanted):
                return replica.alias
        return PRIMARY

    def serves(self, replica: Replica, wanted: int) -> bool:
        """Whether a replica is there, and far enough."""
        if self.due(replica, wanted) and replica.looking.acquire(blocking=False):
            # One thread looks; the others go by what was seen last.
            try:
                self.look(replica)
            finally:
                replica.looking.release()
        return self.far_enough(replica, wanted)

    def due(self, replica: Replica, wanted: int) -> bool:
        """Whether to look at it: now and then, and sooner if it was not far enough."""
        now = monotonic()
        after = self.every if self.far_enough(replica, wanted) else SOON
        return now >= replica.away_until and now - replica.looked_at > after

    def far_enough(self, replica: Replica, wanted: int) -> bool:
        """Whether it was, when it was looked at last."""
        needed = self.needed()
        return needed is not None and replica.replayed >= max(needed, wanted)

    def look(self, replica: Replica) -> None:
        """Look where the primary is, and then the replica."""
        now = monotonic()
        if not self.primary or now - self.primary[-1][0] > self.every:
            found = _position(PRIMARY, WRITTEN)
            assert found is not None
            self.primary.append((now, found))
        replica.look()

    def needed(self) -> int | None:
        """How far a replica must be, so that nothing older than the lag is missing; None if nobody has
        looked at the primary for so long."""
        oldest = monotonic() - self.lag
        seen = [position for moment, position in list(self.primary) if moment >= oldest]
        while len(self.primary) > len(seen) + 1:
            self.primary.popleft()
        return seen[0] if seen else None

    def pass_over(self, alias: str, why: object) -> None:
        """Do not ask this one for a while."""
        for replica in self.replicas:
            if replica.alias == alias:
                replica.pass_over(why)


@cache
def watch() -> Watch:
    """The one of this process."""
    return Watch(settings.REPLICAS, settings.REPLICA_LAG)


def _position(alias: str, query: str) -> int | None:
    """A position in the write-ahead log, in bytes from its beginning."""
    with connections[alias].cursor() as cursor:
        cursor.execute(query)
        [found] = cursor.fetchone()
    return None if found is None else int(found)


class Turn:
    """One request that reads. Where, is decided at its first query that may go to a replica."""

    def __init__(self, wanted: int, who: str) -> None:
        """`wanted` is the position up to which it must see all; `who` reads, as far as that is known."""
        self.wanted, self.who = wanted, who
        self.alias = ""

    def chosen(self) -> str:
        """A replica, or the primary."""
        self.alias = self.alias or watch().choose(self.wanted, self.who)
        return self.alias

    def goes_to_the_primary(self) -> None:
        """From here on."""
        self.alias = PRIMARY

    def was_let_down(self, error: Exception) -> bool:
        """Whether the replica could not answer, so that the primary is to be asked; it is from here on."""
        if self.alias in ("", PRIMARY) or not isinstance(error, DatabaseError | InterfaceError):
            return False
        state = getattr(error.__cause__, "sqlstate", None) or ""
        if not state or state.startswith(SHUT_DOWN):
            watch().pass_over(self.alias, error)
        elif state not in BETTER_ASK_THE_PRIMARY:
            return False
        self.goes_to_the_primary()
        return True


_turn: ContextVar[Turn | None] = ContextVar("turn", default=None)


def reading() -> BaseDatabaseWrapper:
    """The connection for a query that reads and is written as SQL: the one that the record's rows are
    read from just now."""
    return connections[_alias()]


def _alias() -> str:
    turn = _turn.get()
    if turn is None or connections[PRIMARY].in_atomic_block:
        return PRIMARY
    return turn.chosen()


def _may_be_late(model: type[Model]) -> bool:
    meta = model._meta
    return meta.app_label in MAY_LAG and meta.label_lower not in NEVER_LATE


class Router:
    """Which database Django asks."""

    def db_for_read(self, model: type[Model], **hints: object) -> str:
        """A replica, if this is a request that reads, and the rows may be a little late."""
        return _alias() if _may_be_late(model) else PRIMARY

    def db_for_write(self, model: type[Model], **hints: object) -> str:
        """The primary; and what the request reads of the record after it wrote there is read there too."""
        turn = _turn.get()
        if turn and _may_be_late(model):
            turn.goes_to_the_primary()
        return PRIMARY

    def allow_relation(self, one: Model, other: Model, **hints: object) -> bool:
        """They are one record, wherever they were read."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool | None:
        """A replica gets its tables from the primary."""
        return None if db == PRIMARY else False


class Reads:
    """The outermost middleware: a request that reads may do so from a replica; one that may have written
    leaves a note up to where."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """A program with a token keeps no cookie, and reads from the primary."""
        if request.method in READS and "Authorization" not in request.headers:
            return self.read(request)
        response = self.get_response(request)
        if request.method not in SAFE:
            note(response)
        return response

    def read(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and where the answer is streamed, read all of it at the same place."""
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        turn = Turn(noted(request), session or request.META.get("REMOTE_ADDR", ""))
        token = _turn.set(turn)
        try:
            response = self.get_response(request)
        finally:
            _turn.reset(token)
        if response.streaming and not isinstance(response, FileResponse):
            pieces = iter(response.streaming_content)  # type: ignore[attr-defined]
            response.streaming_content = _within(turn, pieces)  # type: ignore[attr-defined]
        return response


class Again:
    """The innermost middleware: what a replica could not answer, the primary is asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do until something goes wrong."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """The same page once more. It reads, so that does no harm."""
        turn, match = _turn.get(), request.resolver_match
        if turn is None or match is None or not turn.was_let_down(error):
            return None
        response: Any = match.func(request, *match.args, **match.kwargs)
        return response.render() if hasattr(response, "render") else response


def note(response: HttpResponseBase) -> None:
    """Tell the browser up to where it must read what was written. What was saved is saved, whether or
    not that can be found out."""
    try:
        position = _position(PRIMARY, INSERTED)
    except Error:
        position = NOBODY_IS_THERE_YET
    response.set_signed_cookie(
        COOKIE,
        str(position),
        salt=COOKIE,
        max_age=settings.REPLICA_LAG + KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def noted(request: HttpRequest) -> int:
    """Up to where this browser has written, lately; 0 if it has not, or somebody made the note up."""
    latest = settings.REPLICA_LAG + KEPT
    return int(request.get_signed_cookie(COOKIE, "", salt=COOKIE, max_age=latest) or 0)


def _within(turn: Turn, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces, each made as in the request that they answer."""
    while True:
        token = _turn.set(turn)
        try:
            piece = next(pieces, None)
        finally:
            _turn.reset(token)
        if piece is None:
            return
        yield piece
