"""The rows of the made-up record: what its shape and its words say, as tables hold it.

Every function writes one stretch of ids by COPY, with the program's own loader, so that several
processes may write at once and none holds more than its stretch.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy

from bench import words
from bench.shape import BASES, SPEAKERS, STANCES, STATES, Shape, chance
from claims.actions.loading import load
from claims.anchoring.limits import CONTEXT
from claims.models import (
    Appearance,
    Article,
    Attribution,
    Claim,
    Correction,
    Derivation,
    Figure,
    Measure,
    OriginMark,
    Snapshot,
    Source,
    Topic,
)
from claims.vocabulary import SourceKind, Verdict

BEGUN = datetime(2016, 1, 1, tzinfo=UTC)
DAYS = 3_650
TOPICS = 40
WIRE_COPIES, CORRECTED, RETRACTED = 0.05, 0.01, 0.002  # shares of the articles


def moment(place: float) -> datetime:
    """A moment of the ten years; 0 is their beginning and 1 their end."""
    return BEGUN + timedelta(days=DAYS * place)


def sources(shape: Shape) -> None:
    """Everybody who publishes or speaks."""
    fields = ["id", "name", "kind", "owner_id", "host", "description", "external_id"]
    load(Source, fields, (_source(shape, key) for key in range(1, shape.sources + 1)))


def _source(shape: Shape, key: int) -> tuple[Any, ...]:
    owner = int(shape.owners[key - 1]) or None
    places = words.names(0)
    if key <= shape.outlets:
        paper = words.PAPERS[key % len(words.PAPERS)]
        return key, f"{places[key]} {paper}", SourceKind.OUTLET, owner, f"news{key}.example", "", ""
    kind = SPEAKERS[shape.kinds[key - shape.outlets - 1]]
    return key, _name(kind, key), kind, owner, "", "", ""


def _name(kind: str, key: int) -> str:
    """A name that nobody else of this kind has, unless the kind has none."""
    places, family = words.names(0), words.names(1)
    turn, at = divmod(key, len(family))
    body = words.BODIES[(key + turn) % len(words.BODIES)]
    if kind == SourceKind.PERSON:
        return f"{words.FIRST[(at + 7 * turn) % len(words.FIRST)]} {family[at]}"
    if kind == SourceKind.ORGANISATION:
        return f"{places[at].capitalize()} {body} {turn}" if turn else f"{places[at]} {body}"
    if kind in (SourceKind.DOCUMENT, SourceKind.DATASET):
        return f"Report {key} of the {body} of {places[at]}"
    return f"somebody at the {body} of {places[at]}"


def topics() -> None:
    """The subjects."""
    load(Topic, ["id", "name"], ((n + 1, f"{words.THINGS[n]}".capitalize()) for n in range(TOPICS)))


# Articles


def articles(shape: Shape, files: Path, first: int, last: int) -> None:
    """The articles with these ids, their captures, and what stands in them."""
    own = chance(20, first)
    shares = own.random((last - first + 1, 3))
    article_rows, snapshots, appearances, attributions = [], [], [], []
    for key in range(first, last + 1):
        text, quotes = _text(shape, key)
        article_rows.append(_article(shape, key, text))
        snapshots.append(_snapshot(shape, key, text, files))
        for place, start, end in quotes:
            appearances.append(_appearance(shape, key, place, text, start, end))
            attributions += _attributions(shape, place)
    load(Article, ARTICLE, article_rows)
    load(Snapshot, SNAPSHOT, snapshots)
    load(Appearance, APPEARANCE, appearances)
    load(
        Attribution, ["id", "appearance_id", "source_id", "via_id", "self_interested"], attributions
    )
    load(Derivation, ["article_id", "based_on_id", "kind"], _copies(shape, shares, first))
    load(Correction, ["article_id", "kind", "text", "url"], _corrections(shares, first))


ARTICLE = [
    "id",
    "title",
    "publisher_id",
    "url",
    "byline",
    "published_on",
    "language",
    "opening_words",
    "external_id",
]
ARTICLE += ["created_at", "looked_at"]


def _article(shape: Shape, key: int, text: str) -> tuple[Any, ...]:
    when = moment(key / shape.articles)
    publisher = int(shape.publishers[key - 1])
    url = f"https://news{publisher}.example/{when:%Y/%m}/{key}"
    byline = f"{words.FIRST[key % len(words.FIRST)]} {words.names(1)[key * 31 % words.PLACES]}"
    opening = text.split("\n\n", 1)[1][:120]
    title = text.split("\n", 1)[0]
    return key, title, publisher, url, byline, when.date(), "en", opening, "", when, when


def _text(shape: Shape, key: int) -> tuple[str, list[tuple[int, int, int]]]:
    """The text of an article, and for each appearance in it its place in the shape, start and end."""
    first, after = int(shape.first_quote[key - 1]), int(shape.first_quote[key])
    claims = shape.claims[first:after]
    said = [shape.statement(int(claim)) for claim in claims]
    head = said[0].split(",")[0].removeprefix("The ")
    pieces = [f"{head[0].upper()}{head[1:]}: report {key}", "\n\n"]
    length = len(pieces[0]) + 2
    found = []
    for place, statement in zip(range(first, after), said, strict=True):
        lead, exact = f"{words.filler(place * 7 + key)} ", words.quote(statement, place)
        start = length + len(lead)
        found.append((place, start, start + len(exact)))
        pieces += [lead, exact, ". ", words.filler(place * 13 + key), "\n\n"]
        length = start + len(exact) + len(pieces[-2]) + 4
    return "".join(pieces), found


SNAPSHOT = [
    "id",
    "article_id",
    "file",
    "sha256",
    "size",
    "media_type",
    "text",
    "text_sha256",
    "extent",
    "method",
    "captured_at",
]
SNAPSHOT += ["captured_by_id"]


def _snapshot(shape: Shape, key: int, text: str, files: Path) -> tuple[Any, ...]:
    """The capture of an article, whose bytes are stored as the program stores them."""
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    name = f"snapshots/{digest[:2]}/{digest}"
    (files / name).write_bytes(content)
    when = moment(key / shape.articles)
    by = key % shape.users + 1
    return key, key, name, digest, len(content), "text/plain", text, digest, "full", "url", when, by


APPEARANCE = [
    "id",
    "claim_id",
    "snapshot_id",
    "exact",
    "prefix",
    "suffix",
    "start",
    "end",
    "stance",
    "basis",
    "self_interested",
]


def _appearance(
    shape: Shape, key: int, place: int, text: str, start: int, end: int
) -> tuple[Any, ...]:
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    how = STANCES[shape.stances[place]], BASES[shape.bases[place]], place % 97 == 0
    claim = int(shape.claims[place])
    return place + 1, claim, key, text[start:end], prefix, suffix, start, end, *how


def _attributions(shape: Shape, place: int) -> Iterator[tuple[Any, ...]]:
    """The chain of an appearance: who told the article first, the origin last."""
    links = int(shape.chains[place])
    key = int(shape.first_link[place]) + 1
    for link in range(links):
        source = int(shape.ends[place])
        if link < links - 1:  # a link of the chain is an outlet, or somebody who speaks
            among = shape.outlets if link % 2 == 0 else shape.sources
            source = (source * (link + 3) + place) % among + 1
        interested = link == links - 1 and place % 41 == 0
        yield key + link, place + 1, source, key + link - 1 if link else None, interested


def _copies(shape: Shape, shares: numpy.ndarray, first: int) -> Iterator[tuple[Any, ...]]:
    """Wire copies: each of an article somewhat before it, so that none goes in a ring."""
    for key in numpy.flatnonzero(shares[:, 0] < WIRE_COPIES) + first:
        if key > 1:
            back = 1 + int(key) % min(40, int(key) - 1 or 1)
            yield int(key), max(1, int(key) - back), ("wire_copy", "rewrite")[int(key) % 2]


def _corrections(shares: numpy.ndarray, first: int) -> Iterator[tuple[Any, ...]]:
    for key in numpy.flatnonzero(shares[:, 1] < CORRECTED) + first:
        yield int(key), "correction", "An earlier version gave another number.", ""
    for key in numpy.flatnonzero(shares[:, 2] < RETRACTED) + first:
        yield int(key), "retraction", "This report has been withdrawn.", ""


# Claims


CLAIM = [
    "id",
    "statement",
    "event_on",
    "note",
    "external_id",
    "created_at",
    "state",
    "assignee_id",
    "waits_since",
]


def claims(shape: Shape, first: int, last: int) -> None:
    """The claims with these ids, what they are filed under, their figures, and what editors found."""
    own = chance(21, first)
    shares = own.random((last - first + 1, 4))
    keys = range(first, last + 1)
    topics = _topics(keys, words.ranks(own, TOPICS, 2 * len(keys)))
    rows = (
        (*_claim(shape, key, *shares[key - first]), filed)
        for key, filed in zip(keys, topics, strict=True)
    )
    load(Claim, [*CLAIM, "topic_ids"], rows)
    pairs = ((key, one) for key, filed in zip(keys, topics, strict=True) for one in filed)
    load(Claim.topics.through, ["claim_id", "topic_id"], pairs)
    load(Figure, FIGURE, _figures(shape, keys))
    load(OriginMark, MARK, _marks(shape, keys, shares))


def _claim(shape: Shape, key: int, *shares: float) -> tuple[Any, ...]:
    created = moment(key / shape.size)
    event: date | None = (
        (created - timedelta(days=30 * shares[0])).date() if shares[1] < 0.3 else None
    )
    assignee = int(shares[2] * 5_000) + 1 if shares[2] < shape.users / 5_000 else None
    since = created + (BEGUN + timedelta(days=DAYS) - created) * shares[3]
    state = STATES[shape.states[key - 1]]
    return key, shape.statement(key), event, "", "", created, state, assignee, since


def _topics(keys: range, drawn: numpy.ndarray) -> list[list[int]]:
    """The topics of each claim: one, or two."""
    return [
        sorted({int(one) + 1, int(other if key % 3 == 0 else one) + 1})
        for key, (one, other) in zip(keys, drawn.reshape(-1, 2), strict=True)
    ]


FIGURE = [
    "id",
    "claim_id",
    "comparator",
    "value",
    "unit",
    "period",
    "population",
    "kind",
    "measure_id",
    "compared_at",
]
FIGURE_KINDS = ("unrecorded", "measured", "estimated", "self_reported", "illustrative")


def _figures(shape: Shape, keys: range) -> Iterator[tuple[Any, ...]]:
    for key in keys:
        if not shape.figured[key - 1]:
            continue
        kind = FIGURE_KINDS[key % 4 if key % 53 else 4]
        thing = words.THINGS[shape.parts["thing"][key - 1]]
        value, measure = int(shape.parts["value"][key - 1]), int(shape.measures[key - 1]) or None
        compared = moment(1)
        yield key, key, "exact", value, thing, "", "", kind, measure, compared


def measures(shape: Shape) -> None:
    """What figures count that are alike."""
    keys, places = numpy.unique(shape.measures, return_index=True)
    units = [words.THINGS[shape.parts["thing"][place]] for place in places]
    rows = (
        (int(key), f"Number {key}: {unit}", unit) for key, unit in zip(keys, units, strict=True)
    )
    load(Measure, ["id", "name", "unit"], (row for row in rows if row[0]))


MARK = ["claim_id", "source_id", "verdict", "same_as_id", "reason", "made_by_id", "made_at"]


def _marks(shape: Shape, keys: range, shares: numpy.ndarray) -> Iterator[tuple[Any, ...]]:
    """On one claim of fifty, what an editor found of the origin named first."""
    first, _second = shape.first_two
    for key in keys:
        place = int(first[key - 1])
        if key % 50 == 11 and place >= 0:
            verdict = Verdict.INDEPENDENT if key % 100 == 11 else Verdict.NOT_INDEPENDENT
            when, by = moment(key / shape.size), key % shape.users + 1
            yield key, int(shape.ends[place]), verdict, None, "Asked them by telephone.", by, when
