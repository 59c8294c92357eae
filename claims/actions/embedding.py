"""Makes the vectors of claims. Which of them wait, a trigger notes (`claims.models.ClaimVector`)."""

from collections.abc import Iterator, Sequence

from django.db import connection, transaction
from pgvector import HalfVector
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from claims.matching.model import Model, ModelMissing, model
from claims.models import ClaimVector
from provenance.request_id import carried

JOB = "embed"
CHUNK = 64  # claims whose vectors are held in memory at a time

_queue = JobManager(DjangoConnector())

# Locked first and read after that: whoever changes a statement meanwhile waits, or is waited for.
HOLD = """
    SELECT id, statement FROM claims_claim
    WHERE id = ANY (%(ids)s) AND merged_into_id IS NULL ORDER BY id FOR SHARE
"""
STORE = """
    INSERT INTO claims_claimvector AS stored (claim_id, vector, digest, model)
    SELECT id, vector::halfvec, encode(sha256(convert_to(statement, 'UTF8')), 'hex'), %(model)s
    FROM unnest(%(ids)s::bigint[], %(statements)s::text[], %(vectors)s::text[])
        AS made (id, statement, vector)
    ON CONFLICT (claim_id) DO UPDATE SET
        vector = excluded.vector, digest = excluded.digest, model = excluded.model
"""


def ask() -> None:
    """Have a worker make the vectors that wait, if any do; one job for all of them."""
    if not ClaimVector.objects.waiting().exists():
        return
    try:
        with transaction.atomic():
            task = configure_task(name=JOB, job_manager=_queue, queue=JOB, queueing_lock=JOB)
            task.defer(timestamp=0, **carried())
    except AlreadyEnqueued:
        pass


def make_waiting() -> int:
    """Make all that wait, and say how many. Without a model they go on waiting: pages say so."""
    try:
        return sum(embed_waiting())
    except ModelMissing:
        return 0


def embed_waiting() -> Iterator[int]:
    """Make the vectors that wait, in chunks, each its own transaction; yield how many each chunk made.

    Raises ModelMissing.
    """
    after, loaded = 0, None
    while ids := _ids(ClaimVector.objects.waiting().filter(pk__gt=after)):
        loaded = loaded or model()
        after = ids[-1]
        yield _embed(ids, loaded)


def embed_all(after: int = 0) -> Iterator[tuple[int, int]]:
    """Make every vector that waits or is another model's, of claims with an id above `after`; yield the
    last id of each chunk with how many were made. What is made stays so: a second run is short.

    Raises ModelMissing.
    """
    loaded = model()
    while ids := _ids(ClaimVector.objects.filter(pk__gt=after).exclude(model=loaded.name)):
        after = ids[-1]
        yield after, _embed(ids, loaded)


def _ids(rows: object) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[:CHUNK])  # type: ignore[attr-defined]


def _embed(ids: Sequence[int], loaded: Model) -> int:
    """Make the vectors of these claims, as far as nobody changes their statements meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, statement FROM claims_claim WHERE id = ANY (%s)", [list(ids)])
        read = dict(cursor.fetchall())
    vectors = dict(zip(read, loaded.vectors(list(read.values())), strict=True))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(HOLD, {"ids": list(ids)})
        held = [key for key, statement in cursor.fetchall() if read.get(key) == statement]
        given = {
            "ids": held,
            "statements": [read[key] for key in held],
            "vectors": [HalfVector(vectors[key]).to_text() for key in held],
        }
        cursor.execute(STORE, {**given, "model": loaded.name})
    return len(held)
