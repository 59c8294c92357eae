"""What is asked of the server: the kinds of requests that have a target, and made-up ones of each kind."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import numpy

from bench import words
from bench.rows import TOPICS, moment
from bench.shape import Shape, chance
from claims.models import Claim, Snapshot
from claims.vocabulary import FlagCode, Status

FOUND = 10  # claims that `find` is asked for
QUEUE_KEYS = 200  # places in the queue whose keys are looked up


@dataclass(frozen=True)
class Request:
    """One request; with `sent` it is a POST of that as JSON, by a token."""

    address: str
    sent: dict[str, Any] | None = None

    @property
    def body(self) -> bytes | None:
        """What is sent."""
        return None if self.sent is None else json.dumps(self.sent).encode()


@dataclass(frozen=True)
class Kind:
    """A kind of request: its name, the p95 that it has to keep at a million claims in milliseconds, how one
    is made up, and what Datasette is asked for the same, where it has such a page."""

    name: str
    target: float
    make: Callable[["Draw"], Request]
    datasette: Callable[["Draw"], str] | None = None


class Draw:
    """Makes requests up, the same in every run on one record."""

    def __init__(self, shape: Shape, stage: int) -> None:
        self.shape = shape
        self.own = chance(40, stage)
        self._known: dict[str, Any] = {}

    def one(self, rows: Any) -> Any:
        """One of them, each as likely."""
        found = rows[int(self.own.integers(len(rows)))]
        return found.item() if isinstance(found, numpy.generic) else found

    def claim(self) -> int:
        """The id of a claim."""
        return int(self.own.integers(1, self.shape.size + 1))

    def known(self, name: str, look: Callable[[], list[Any]]) -> list[Any]:
        """What has to be looked up first, once."""
        if name not in self._known:
            self._known[name] = look()
        return self._known[name]  # type: ignore[no-any-return]

    def large_sources(self) -> list[int]:
        """The sources behind at least one claim of a hundred, or that behind most."""
        return self.known("large", lambda: large_sources(self.shape.size // 100))


LARGE = """
    SELECT source FROM claims_claim, unnest(origin_ids) source WHERE merged_into_id IS NULL
    GROUP BY source ORDER BY count(*) >= %s DESC, count(*) DESC LIMIT 40"""


def large_sources(least: int) -> list[int]:
    """Sources that are an origin of so many claims; if there is none, that of most."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(LARGE, [least])
        keys = [key for (key,) in cursor.fetchall()]
    return [key for key in keys if Claim.objects.originating_with(key).count() >= least] or keys[:1]


# The list of claims


def _filters(draw: Draw) -> list[tuple[str, str]]:
    """One value for each filter that the list has, but the words."""
    day = moment(float(draw.own.random())).date()
    return [
        ("status", str(draw.one(list(Status)))),
        ("flag", str(draw.one(list(FlagCode)))),
        ("topic", words.THINGS[int(words.ranks(draw.own, TOPICS, 1)[0])].capitalize()),
        ("source", str(draw.one(draw.large_sources() + list(range(1, draw.shape.sources, 37))))),
        ("figure", str(draw.one(["yes", "no"]))),
        ("published_after", day.isoformat()),
        ("published_before", day.isoformat()),
    ]


def _list(draw: Draw, filters: int) -> Request:
    """The list with so many filters, in any order and at any depth."""
    given = _filters(draw)
    chosen = [given[place] for place in draw.own.permutation(len(given))[:filters]]
    sort, key = str(draw.one(["newest", "newest", "first_published", "articles"])), draw.claim()
    value = {
        "newest": "",
        "first_published": moment(key / draw.shape.size).date().isoformat(),
        "articles": str(int(draw.own.integers(1, 8))),
    }[sort]
    after = [("after", f"{value}~{key}")] if draw.own.random() < 0.5 else []
    return Request("/claims/?" + urlencode([*chosen, ("sort", sort), *after]))


def _datasette_list(draw: Draw) -> str:
    """The same of Datasette: a filter, and the counts beside the choices of status, flag, topic, source."""
    given = dict(_filters(draw))
    chosen = draw.one([("status", given["status"]), ("flags__arraycontains", given["flag"])])
    arrays = [("_facet_array", name) for name in ("flags", "topics", "sources")]
    return "/record/claims?" + urlencode([chosen, ("_facet", "status"), *arrays])


# Searching


def _two(draw: Draw) -> str:
    """Two words out of one claim."""
    one = draw.claim() - 1
    parts = draw.shape.parts
    said = [
        words.BODIES[parts["body"][one]].split()[-1],
        words.names(0)[parts["place"][one]],
        words.THINGS[parts["thing"][one]].split()[-1],
        words.KINDS[parts["kind"][one]],
        words.VERBS[parts["verb"][one]],
    ]
    first, second = draw.own.permutation(len(said))[:2]
    return f"{said[first]} {said[second]}"


def _common(draw: Draw) -> str:
    """One of the words that most claims have."""
    return str(draw.one(["council", "homes", "patients", "police", "new", "counted", "schools"]))


def _search(draw: Draw, said: Callable[[Draw], str]) -> Request:
    return Request("/claims/?" + urlencode({"q": said(draw)}))


def _datasette_search(draw: Draw, said: Callable[[Draw], str]) -> str:
    return "/record/claims?" + urlencode({"_search": said(draw)})


# Pages of one thing


def _source(draw: Draw) -> Request:
    return Request(f"/sources/{draw.one(draw.large_sources())}/")


def _queue(draw: Draw) -> Request:
    """The review queue: at its beginning or somewhere in it, with a filter or none."""
    given = _filters(draw)
    chosen = [draw.one([given[0], given[1], ("assignee", "me"), ("assignee", "nobody")])]
    chosen = chosen if draw.own.random() < 0.5 else []
    after = [("after", draw.one(draw.known("queue", lambda: queue_keys(draw))))]
    return Request("/review/?" + urlencode(chosen + (after if draw.own.random() < 0.5 else [])))


def queue_keys(draw: Draw) -> list[str]:
    """Keys of places all over the queue."""
    from claims.filters import MOST_URGENT

    ids = draw.own.integers(1, draw.shape.size + 1, 5 * QUEUE_KEYS).tolist()
    return [MOST_URGENT.key(row) for row in Claim.objects.waiting().filter(pk__in=ids)[:QUEUE_KEYS]]


def said_otherwise(draw: Draw) -> str:
    """A sentence that makes one of the claims, in other words than the claim's."""
    said = draw.shape.statement(draw.claim())
    return words.quote(said, int(draw.own.integers(100)))


def _find(draw: Draw) -> Request:
    return Request("/api/v1/find/", {"text": said_otherwise(draw), "k": FOUND})


def _record(draw: Draw) -> Request:
    """A quote of some claim in an article, on somebody's word: other words than are on record there."""
    key = int(draw.own.integers(1, draw.shape.articles + 1))
    text = Snapshot.objects.values_list("text", flat=True).get(pk=key)
    first = text.index("\n\n") + 2 + int(draw.own.integers(20))
    last = min(first + 20 + int(draw.own.integers(40)), len(text) - 2)
    source = int(draw.own.integers(draw.shape.outlets + 1, draw.shape.sources + 1))
    sent = {"snapshot": key, "claim": draw.claim(), "start": first, "end": last}
    return Request(
        "/api/v1/appearances/",
        {**sent, "basis": "attributed", "attributions": [{"source": source}]},
    )


KINDS = (
    Kind(
        "claims, one filter or none",
        60,
        lambda draw: _list(draw, int(draw.own.integers(2))),
        _datasette_list,
    ),
    Kind("claims, two filters", 60, lambda draw: _list(draw, 2)),
    Kind(
        "search of two words",
        80,
        lambda draw: _search(draw, _two),
        lambda draw: _datasette_search(draw, _two),
    ),
    Kind(
        "search of a common word",
        120,
        lambda draw: _search(draw, _common),
        lambda draw: _datasette_search(draw, _common),
    ),
    Kind(
        "claim",
        40,
        lambda draw: Request(f"/claims/{draw.claim()}/"),
        lambda draw: f"/record/claims/{draw.claim()}",
    ),
    Kind(
        "claim with 1,000 appearances",
        150,
        lambda draw: Request(f"/claims/{draw.one(draw.shape.repeated)}/"),
    ),
    Kind(
        "article with 50 quotes",
        60,
        lambda draw: Request(f"/articles/{draw.one(draw.shape.long)}/"),
    ),
    Kind("source behind 1 claim in 100", 80, _source),
    Kind("review queue", 60, _queue),
    Kind("find", 50, _find),
    Kind("recording an appearance", 40, _record),
)
