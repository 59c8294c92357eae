"""Keeps what is stored of assessments true."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from psycopg.types.json import Jsonb

from claims.actions import notifying
from claims.assessed import kept
from claims.evidence import graphs
from claims.models import CaptureRequest, Claim, Decision, Drawn, Flag, Touched
from claims.models.among import array
from claims.models.claim import SEARCH_CONFIGURATION
from claims.models.touched import LAST
from claims.models.written import ANY, Written, put
from claims.origins import Assessment, Graph, assess
from claims.urgency import Standing, urgency, waits
from claims.vocabulary import Stance

CHUNK = 500  # claims that are locked and held in memory at a time; of more PostgreSQL reads whole tables
Chunk = tuple[int, int]
"""Claims by their ids: those above the first number, up to the second."""

STORED = (
    "status",
    "sentence",
    "counted_origins",
    "asserting_families",
    "disputing_families",
    "article_count",
    "flag_codes",
    "first_published_on",
    "figure_label",
    "origin_ids",
    "publisher_ids",
    "named_ids",
    "digest",
    "urgency",
    "waits_since",
)


# The words by which claims are searched: statement and figures weigh most, then quotes, then names, titles.
WORDS = """
    found (id, quotes, names) AS (
        SELECT appearance.claim_id,
            string_agg(DISTINCT appearance.exact, ' '),
            concat_ws(' ', string_agg(DISTINCT article.title, ' '),
                string_agg(DISTINCT publisher.name, ' '), string_agg(DISTINCT said.name, ' '))
        FROM claims_appearance appearance
        JOIN claims_snapshot snapshot ON snapshot.id = appearance.snapshot_id
        JOIN claims_article article ON article.id = snapshot.article_id
        JOIN claims_source publisher ON publisher.id = article.publisher_id
        LEFT JOIN claims_attribution attribution ON attribution.appearance_id = appearance.id
        LEFT JOIN claims_source said ON said.id = attribution.source_id
        WHERE appearance.claim_id = ANY (%(ids)s)
        GROUP BY appearance.claim_id
    ), figures (id, numbers) AS (
        SELECT claim_id, string_agg(DISTINCT trim_scale(value)::text, ' ') FROM claims_figure
        WHERE claim_id = ANY (%(ids)s) GROUP BY claim_id
    ), words (id, vector) AS (
        SELECT claim.id,
            setweight(to_tsvector(%(words)s::regconfig, claim.statement), 'A') ||
            setweight(to_tsvector(%(words)s::regconfig, coalesce(numbers, '')), 'A') ||
            setweight(to_tsvector(%(words)s::regconfig, coalesce(quotes, '')), 'B') ||
            setweight(to_tsvector(%(words)s::regconfig, coalesce(names, '')), 'C')
        FROM claims_claim claim LEFT JOIN found USING (id) LEFT JOIN figures USING (id)
        WHERE claim.id = ANY (%(ids)s)
    )"""
INDEX_WORDS = f"""
    WITH {WORDS}
    UPDATE claims_claim claim SET search = words.vector FROM words
    WHERE claim.id = words.id AND claim.search IS DISTINCT FROM words.vector"""  # noqa: S608 - our own
# What is found of a claim and these words, in one statement: each further one would write the row and its
# indexes once more.
STORE = f"""
    WITH {WORDS}, fresh AS (
        SELECT * FROM jsonb_to_recordset(%(fresh)s) AS fresh (
            id bigint, status text, sentence text, counted_origins integer,
            asserting_families integer, disputing_families integer, article_count integer,
            flag_codes text[], first_published_on date, figure_label text, origin_ids bigint[],
            publisher_ids bigint[], named_ids bigint[], digest text, urgency smallint,
            waits_since timestamptz
        )
    )
    UPDATE claims_claim claim SET
        search = words.vector,
        assessed_at = %(now)s,
        {", ".join(f"{name} = fresh.{name}" for name in STORED)}
    FROM words JOIN fresh USING (id)
    WHERE claim.id = words.id"""  # noqa: S608 - the names are our own
# The last id of each chunk, and the last of all.
LASTS = """
    SELECT id FROM (
        SELECT id, row_number() OVER (ORDER BY id) AS place, lead(id) OVER (ORDER BY id) AS next
        FROM claims_claim WHERE id > %(after)s AND merged_into_id IS NULL
    ) numbered
    WHERE place %% %(most)s = 0 OR next IS NULL ORDER BY id"""
# For a few hundred rows PostgreSQL's own helpers take longer to start than they save, where every core is at
# work on a chunk.
ALONE = "SET LOCAL max_parallel_workers_per_gather = 0"
REWORD = """
    UPDATE claims_flag flag
    SET explanation = fresh.explanation, clears = fresh.clears, cleared_at = fresh.cleared_at
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::timestamptz[])
        AS fresh (id, explanation, clears, cleared_at)
    WHERE flag.id = fresh.id"""


# Most claims have none of these: one look for all of them, instead of a question about each.
THERE = """
    SELECT
        EXISTS (SELECT FROM claims_figure WHERE claim_id = ANY (%(ids)s)),
        EXISTS (SELECT FROM claims_originmark WHERE claim_id = ANY (%(ids)s)),
        EXISTS (SELECT FROM claims_decision WHERE claim_id = ANY (%(ids)s)),
        EXISTS (SELECT FROM claims_capturerequest WHERE claim_id = ANY (%(ids)s) AND cleared_at IS NULL),
        EXISTS (SELECT FROM claims_drawn WHERE claim_id = ANY (%(ids)s))"""


class There(NamedTuple):
    """What there is of any of some claims."""

    figures: bool
    marks: bool
    decisions: bool
    tasks: bool
    drawn: bool


def _locked() -> QuerySet[Claim]:
    rows = Claim.objects.filter(pk__among=[ANY])
    rows = rows.only("statement", "state", "event_on", "assessed_at", *STORED)
    return rows.order_by("pk").select_for_update(no_key=True)


def _unsigned() -> QuerySet[Decision]:
    rows = Decision.objects.filter(claim__among=[ANY], superseded_by=None, needs_sign_off=True)
    return rows.exclude(sign_off__agrees=True).only("claim").order_by()


# Asked by every write.
LOCKED = Written(_locked)
UNSIGNED = Written(
    _unsigned
)  # the latest decision of each that needs a second person who has not agreed
STANDING = Written(lambda: Flag.objects.standing().filter(claim__among=[ANY]))
TASKS = Written(lambda: CaptureRequest.objects.open().filter(claim__among=[ANY]))


@dataclass(frozen=True)
class Difference:
    """A claim whose stored assessment was not what its evidence says."""

    claim: int
    fields: tuple[str, ...]


class MergedMeanwhile(IntegrityError):
    """Something was recorded on a claim in the same moment in which it was merged into another."""


@transaction.atomic(savepoint=False)
def settle() -> list[Difference]:
    """Assess again every claim that has been touched since it was last assessed."""
    touched = sorted(Touched.objects.take())
    chunks = (touched[start : start + CHUNK] for start in range(0, len(touched), CHUNK))
    return [difference for chunk in chunks for difference in reassess(chunk)]


def put_off(run: int, *, assessed: bool) -> None:
    """Leave claims that were touched for `settle_put_off`: those that were never assessed, and if `assessed`
    the others too. What is put off is committed as waiting, and everything else settles without it."""
    Touched.objects.put_off(run, assessed=assessed)


@transaction.atomic
def settle_put_off(run: int, after: int = 0, upto: int = LAST) -> int | None:
    """Assess the next chunk of the claims with an id above `after`, up to `upto`, that an import has put
    off; the last of them, None if there are no more."""
    ids = Touched.objects.take_put_off(run, after, CHUNK, upto)
    reassess(ids)
    return ids[-1] if ids else None


def reassess(ids: list[int]) -> list[Difference]:
    """Assess these claims and store what has changed; say which claims had.

    The claims are locked first, in the order of their ids, and read after that: whoever changes the
    evidence of one of them at the same time waits, and then sees this change too. For claims that were
    merged meanwhile, those are assessed that took them in.
    """
    with transaction.atomic(savepoint=False):
        claims = LOCKED.about(ids)
        survivors = _survivors(set(ids) - {claim.pk for claim in claims})
        there = _there(ids, claims)
        found = graphs(claims)
        unsigned = {one.claim_id for one in UNSIGNED.about(ids)} if there.decisions else set()
        assessed = {key: assess(graph) for key, graph in found.items()}
        changed, rows, happened = [], [], []
        for claim in claims:
            key, before = claim.pk, (claim.status, claim.flag_codes)
            fresh = _row(found[key], assessed[key])
            fresh |= _waiting(claim, found[key], assessed[key], key in unsigned)
            fields = tuple([name for name in STORED if getattr(claim, name) != fresh[name]])
            for name in fields:
                setattr(claim, name, fresh[name])
            if claim.assessed_at:  # what is new has not changed
                happened += notifying.reassessed(claim, *before)
            if fields:
                changed.append(Difference(key, fields))
                rows.append({**fresh, "id": key})
        _store(rows)
        index_words(sorted(assessed.keys() - {row["id"] for row in rows}))
        changed += _store_flags(assessed, {difference.claim for difference in changed})
        drawn = {claim.pk: kept(claim, found[claim.pk], assessed[claim.pk]) for claim in claims}
        if there.drawn or any(drawn.values()):
            Drawn.objects.keep(dict.fromkeys(ids) | drawn)
        notifying.note(happened)
        if there.tasks:
            _clear_tasks(found)
        if survivors:
            changed += reassess(survivors)
    return changed


def _there(ids: list[int], claims: list[Claim]) -> There:
    """What there is of any of the claims, which are locked; what there is not is not read with them."""
    with connection.cursor() as cursor:
        cursor.execute(THERE, {"ids": array(ids)})
        there = There(*cursor.fetchone())
    for name in ("figures", "marks", "decisions"):
        if not getattr(there, name):
            for claim in claims:
                put(claim, name, [])
    return there


def _survivors(missing: set[int]) -> list[int]:
    """The claims that took in those that are missing. Raises MergedMeanwhile if one of those holds
    evidence: it was written while the claim was being merged."""
    merged = Claim.with_merged.filter(pk__in=missing, merged_into__isnull=False)
    keys = merged.values_list("merged_into", flat=True) if missing else ()
    survivors = sorted({key for key in keys if key is not None})
    if survivors and merged.holding_evidence().exists():
        raise MergedMeanwhile
    return survivors


@transaction.atomic(savepoint=False)
def assess_chunk(chunk: Chunk) -> list[Difference]:
    """Assess the claims of a chunk."""
    after, last = chunk
    with connection.cursor() as cursor:
        cursor.execute(ALONE)
    claims = Claim.objects.filter(pk__gt=after, pk__lte=last).order_by("pk")
    return reassess(list(claims.values_list("pk", flat=True)))


def one_by_one(chunks: Iterable[Chunk]) -> Iterator[list[Difference]]:
    """Assess chunks here, one after the other."""
    return map(assess_chunk, chunks)


def assess_all(
    after: int = 0, each: Callable[[Iterable[Chunk]], Iterator[list[Difference]]] = one_by_one
) -> Iterator[tuple[int, list[Difference]]]:
    """Assess every claim with an id above `after`, in chunks, each its own transaction; yield the last
    id of each chunk with what differed in it, in the order of the ids, so that a run can be resumed.

    `each` does the work, here or in several processes. Claims that are made meanwhile are assessed by
    whoever makes them.
    """
    chunks = list(_chunks(after))
    yield from zip([last for _after, last in chunks], each(chunks), strict=True)


def _chunks(after: int) -> Iterator[Chunk]:
    """The bounds of so many claims each, in the order of their ids."""
    with connection.cursor() as cursor:
        cursor.execute(LASTS, {"after": after, "most": CHUNK})
        lasts = [last for (last,) in cursor.fetchall()]
    return zip([after, *lasts], lasts, strict=False)


def _row(graph: Graph, assessment: Assessment) -> dict[str, Any]:
    """What the claim's own row says of an assessment."""
    origins = {origin.source for family in assessment.asserting for origin in family.origins}
    named = {link.source for item in graph.appearances for link in item.attributions}
    return {
        "status": assessment.status.value,
        "sentence": assessment.sentence,
        "counted_origins": assessment.counted,
        "asserting_families": len(assessment.asserting),
        "disputing_families": len(assessment.disputing),
        "article_count": len(assessment.articles),
        "flag_codes": [code.value for code in assessment.codes],
        "first_published_on": _first_published(graph, assessment),
        "figure_label": graph.figures[0].label[:200] if graph.figures else "",
        "origin_ids": sorted(origins),
        "named_ids": sorted(named - origins),
        "publisher_ids": sorted({graph.articles[key].publisher for key in assessment.articles}),
        "digest": assessment.digest,
    }


def _waiting(claim: Claim, graph: Graph, assessment: Assessment, unsigned: bool) -> dict[str, Any]:
    """Since when it waits for an editor, if it does, and how urgently."""
    standing = Standing(claim.state, assessment.status, assessment.codes, len(assessment.articles))
    if not waits(
        standing, decided_on=graph.decided_on, digest=assessment.digest, unsigned=unsigned
    ):
        return {"waits_since": None, "urgency": 0}
    return {"waits_since": claim.waits_since or timezone.now(), "urgency": urgency(standing)}


def _first_published(graph: Graph, assessment: Assessment) -> date | None:
    days = (graph.articles[key].published_on for key in assessment.articles)
    return min((day for day in days if day), default=None)


def _store_flags(assessed: dict[int, Assessment], noted: set[int]) -> list[Difference]:
    """Raise, reword and clear flags; say which claims had a flag wrong that are not `noted` yet."""
    wanted = {
        (key, flag.code.value): flag for key, found in assessed.items() for flag in found.flags
    }
    now = timezone.now()
    altered: list[tuple[Any, ...]] = []
    wrong = set()
    for row in STANDING.about(list(assessed)):
        flag = wanted.pop((row.claim_id, row.code), None)
        told = (row.explanation, row.clears)
        fresh = told if flag is None else (flag.explanation, flag.clears)
        if flag is None or fresh != told:
            altered.append((row.pk, *fresh, now if flag is None else None))
            wrong.add(row.claim_id)
    raised = [
        Flag(claim_id=key, code=code, explanation=flag.explanation, clears=flag.clears)
        for (key, code), flag in wanted.items()
    ]
    _reword(altered)
    Flag.objects.bulk_create(raised)
    wrong |= {flag.claim_id for flag in raised}
    return [Difference(key, ("flags",)) for key in sorted(wrong - noted)]


def _reword(flags: list[tuple[Any, ...]]) -> None:
    """Store what is said of flags that stand, and when others were cleared: of each its key, explanation,
    what clears it, and when it was cleared."""
    if flags:
        values = [list(column) for column in zip(*flags, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(REWORD, values)


def _clear_tasks(found: dict[int, Graph]) -> None:
    """Clear the tasks to capture a source of which an article makes the claim by now."""
    for task in TASKS.about(list(found)):
        graph = found[task.claim_id]
        made_in = [
            appearance.article
            for appearance in graph.appearances
            if appearance.stance != Stance.MENTIONS
            and graph.articles[appearance.article].publisher == task.source_id
        ]
        if made_in:
            task.cleared_at, task.cleared_by_id = timezone.now(), min(made_in)
            task.save(update_fields=["cleared_at", "cleared_by"])


def index_words(ids: list[int]) -> None:
    """Make the claims searchable, whose assessments stand already."""
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(INDEX_WORDS, {"ids": array(ids), "words": SEARCH_CONFIGURATION})


def _store(rows: list[dict[str, Any]]) -> None:
    """Store what is found of claims, and make them searchable: statement and figures weigh most, then
    quotes, then names and titles."""
    if not rows:
        return
    values: dict[str, Any] = {
        "ids": array(row["id"] for row in rows),
        "fresh": Jsonb(rows, dumps=partial(json.dumps, cls=DjangoJSONEncoder)),
        "now": timezone.now(),
        "words": SEARCH_CONFIGURATION,
    }
    with connection.cursor() as cursor:
        cursor.execute(STORE, values)
