"""Is the record whole? Everything that it stores, compared with what it must be.

Nothing is written. Everything is read in chunks by key, so that memory does not grow with the record.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from pghistory.models import Event

from claims import copies
from claims.actions.assessing import reassess
from claims.assessed import kept
from claims.evidence import graph_of
from claims.matching.model import missing, model
from claims.models import Appearance, Claim, ClaimVector, CopyCheck, Drawn, Fingerprint, Snapshot
from claims.origins import assess

Row = TypeVar("Row", bound=Model)

CHUNK = 500
BYTES = 1 << 20  # of a file that are read at a time


@dataclass(frozen=True)
class Fault:
    """Something that is not as it must be: where, and what."""

    where: str
    what: str


@dataclass(frozen=True)
class Check:
    """One question to the record. `faults` goes through all of it, one step for each of `steps`."""

    name: str
    steps: int
    faults: Iterator[list[Fault]]


def checks() -> Iterator[Check]:
    """All questions, in an order from the evidence up."""
    yield Check("snapshots", Snapshot.objects.count(), _each(Snapshot.objects.all(), _snapshot))
    quotes = Appearance.objects.select_related("snapshot")
    yield Check("quotes", quotes.count(), _each(quotes, _quote))
    prints = CopyCheck.objects.all()  # a text at a time is read with each
    yield Check("fingerprints", prints.count(), _each(prints, _fingerprints))
    vectors = ClaimVector.objects.exclude(vector=None).select_related("claim").defer("vector")
    yield Check("vectors", vectors.count(), _each(vectors, _vector))
    yield Check("topics", Claim.with_merged.count(), _topics())
    yield Check("assessments", Claim.objects.count(), _assessments())
    yield Check("drawings", Drawn.objects.count(), _each(Drawn.objects.all(), _drawing))
    for events in trails():
        yield Check(f"trail of {_told(events)}", 1, _trail(events))


def trails() -> list[type[Event]]:
    """The tables of the trail, each of which follows one other table."""
    return [
        model for model in apps.get_app_config("claims").get_models() if issubclass(model, Event)
    ]


def _told(events: type[Event]) -> str:
    return str(followed(events)._meta.verbose_name)


def followed(events: type[Event]) -> type[Model]:
    """The table that a table of the trail follows."""
    model = events.pgh_tracked_model
    assert model is not None
    return model


def _each(rows: QuerySet[Row], look: Callable[[Row], Iterator[Fault]]) -> Iterator[list[Fault]]:
    """What is wrong with each row, a row at a time."""
    after = 0
    while chunk := list(rows.filter(pk__gt=after).order_by("pk")[:CHUNK]):
        after = chunk[-1].pk
        for row in chunk:
            yield list(look(row))


def _snapshot(snapshot: Snapshot) -> Iterator[Fault]:
    """The bytes and the text, by their hashes."""
    where = f"snapshot {snapshot.pk}"
    if hashlib.sha256(snapshot.text.encode()).hexdigest() != snapshot.text_sha256:
        yield Fault(where, "its text is not what its SHA-256 says")
    try:
        found = _hash_of_file(str(snapshot.file.name))
    except OSError as error:
        yield Fault(where, f"its file {snapshot.file.name} cannot be read: {error.strerror}")
    else:
        if found != snapshot.sha256:
            yield Fault(where, f"its file {snapshot.file.name} is not what its SHA-256 says")


def _hash_of_file(name: str) -> str:
    digest = hashlib.sha256()
    with default_storage.open(name) as file:
        while part := file.read(BYTES):
            digest.update(part)
    return digest.hexdigest()


def _quote(appearance: Appearance) -> Iterator[Fault]:
    """The words, where they are said to stand."""
    found = appearance.snapshot.text[appearance.start : appearance.end]
    if found != appearance.exact:
        yield Fault(
            f"appearance {appearance.pk}",
            f"its quote does not stand at {appearance.start} to {appearance.end} of snapshot "
            f"{appearance.snapshot_id}",
        )


def _fingerprints(check: CopyCheck) -> Iterator[Fault]:
    """What an article is compared by, against the text that it was taken from."""
    stored = set(
        Fingerprint.objects.filter(article=check.article_id).values_list("print", flat=True)
    )
    if stored != set(copies.read(check.snapshot.text).prints):
        yield Fault(
            f"article {check.article_id}",
            f"its fingerprints are not those of snapshot {check.snapshot_id}; "
            f"find_copies {check.article_id} --again makes them anew",
        )


def _vector(vector: ClaimVector) -> Iterator[Fault]:
    """What a claim is found by, against its statement and the model of this program."""
    where = f"claim {vector.claim_id}"
    if vector.digest != hashlib.sha256(vector.claim.statement.encode()).hexdigest():
        yield Fault(where, "its vector is of another statement; embed --all makes it anew")
    elif not missing() and vector.model != model().name:
        yield Fault(where, "its vector is of another model; embed --all makes it anew")


FILED_OTHERWISE = """
    SELECT id FROM claims_claim claim WHERE id = ANY (%s) AND topic_ids <> ARRAY(
        SELECT topic_id FROM claims_claim_topics WHERE claim_id = claim.id ORDER BY topic_id
    )"""


def _topics() -> Iterator[list[Fault]]:
    """What lists find each claim by, against what it is filed under."""
    after = 0
    while ids := list(
        Claim.with_merged.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:CHUNK]
    ):
        after = ids[-1]
        with connection.cursor() as cursor:
            cursor.execute(FILED_OTHERWISE, [ids])
            otherwise = {key for (key,) in cursor}
        for key in ids:
            what = f"lists have it under other topics; SELECT claims_file('{{{key}}}') in psql mends it"
            yield [Fault(f"claim {key}", what)] if key in otherwise else []


def _assessments() -> Iterator[list[Fault]]:
    """The stored assessments against fresh ones, which are thrown away again."""
    after = 0
    while ids := list(
        Claim.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:CHUNK]
    ):
        after = ids[-1]
        with transaction.atomic():
            differences = {one.claim: one.fields for one in reassess(ids)}
            transaction.set_rollback(True)
        for key in ids:
            fields = ", ".join(differences.get(key, ()))
            what = f"a fresh assessment differs in {fields}"
            yield [Fault(f"claim {key}", what)] if fields else []


def _drawing(drawn: Drawn) -> Iterator[Fault]:
    """What is kept of a claim that is made in many places, against its evidence."""
    claim = Claim.objects.filter(pk=drawn.claim_id).first()
    if claim is None:
        yield Fault(f"claim {drawn.claim_id}", "a drawing is kept of it, and it is not on record")
        return
    graph = graph_of(claim)
    if json.loads(json.dumps(kept(claim, graph, assess(graph)))) != drawn.made:
        what = "what is kept of its drawing differs from a fresh one; assess --all makes it anew"
        yield Fault(f"claim {claim.pk}", what)


NEWEST_ENTRY = """
    WITH newest AS (
        SELECT DISTINCT ON (id) {columns}, pgh_label FROM {events} ORDER BY id, pgh_id DESC
    )
    SELECT coalesce(now.id, newest.id), CASE
        WHEN newest.id IS NULL THEN 'the trail does not know of it'
        WHEN now.id IS NULL THEN 'it is gone, and the trail does not say who removed it'
        WHEN newest.pgh_label = 'delete' THEN 'it is there, though the trail says it was removed'
        ELSE 'it is not as the trail says it was left'
    END
    FROM {table} now FULL JOIN newest USING (id)
    WHERE newest.id IS NULL
        OR (now.id IS NULL AND newest.pgh_label <> 'delete')
        OR (now.id IS NOT NULL AND (newest.pgh_label = 'delete' OR ({now}) IS DISTINCT FROM ({newest})))
"""


def _trail(events: type[Event]) -> Iterator[list[Fault]]:
    """The newest entry of each row against the row as it is."""
    columns = [
        connection.ops.quote_name(str(field.column))
        for field in events._meta.concrete_fields
        if not field.name.startswith("pgh_")
    ]
    query = NEWEST_ENTRY.format(
        columns=", ".join(columns),
        events=events._meta.db_table,
        table=followed(events)._meta.db_table,
        now=", ".join(f"now.{column}" for column in columns),
        newest=", ".join(f"newest.{column}" for column in columns),
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        yield [Fault(f"{_told(events)} {key}", what) for key, what in cursor]
