"""Claims, where they appear, and on whose word."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from claims import anchoring
from claims.actions.anchoring import anchor_later
from claims.actions.recording import recording
from claims.models import (
    Appearance,
    Article,
    Attribution,
    Claim,
    Figure,
    Snapshot,
    Source,
    Topic,
    User,
)
from claims.models.written import ANY, Written
from claims.quotes import OtherFigure, other_figure
from claims.vocabulary import Stance


def record_claim(
    *,
    statement: str,
    by: User | None,
    topics: Iterable[str] = (),
    event_on: date | None = None,
    note: str = "",
    external_id: str = "",
    reason: str = "",
) -> Claim:
    """Record a claim in neutral words, filed under topics by name; new topics are made."""
    with recording(by=by, reason=reason):
        claim = Claim.objects.create(
            statement=statement, event_on=event_on, note=note, external_id=external_id
        )
        claim.topics.set([Topic.objects.get_or_create(name=name)[0] for name in topics])
    claim.refresh_from_db()
    return claim


def record_appearance(
    *,
    claim: Claim,
    snapshot: Snapshot,
    start: int,
    end: int,
    stance: str,
    basis: str,
    by: User | None,
    self_interested: bool = False,
    reason: str = "",
) -> Appearance:
    """Record that the words from `start` to `end` (code points) of a snapshot make the claim.

    Raises ValueError if those offsets hold no words, IntegrityError if the appearance is recorded
    already.
    """
    found = anchoring.selector(snapshot.text, start, end)
    with recording(by=by, reason=reason, savepoint=False):
        made = Appearance.objects.create(
            claim=claim,
            snapshot=snapshot,
            exact=found.exact,
            prefix=found.prefix,
            suffix=found.suffix,
            start=start,
            end=end,
            stance=stance,
            basis=basis,
            self_interested=self_interested,
        )
        anchor_later(appearance=made, by=by)
        return made


def attribute(
    *,
    appearance: Appearance,
    source: Source,
    by: User | None,
    via: Attribution | None = None,
    self_interested: bool = False,
    reason: str = "",
) -> Attribution:
    """Record that the article says that `source` said so, `via` whoever relayed it."""
    with recording(by=by, reason=reason, savepoint=False):
        return Attribution.objects.create(
            appearance=appearance, source=source, via=via, self_interested=self_interested
        )


def add_figure(*, claim: Claim, by: User | None, reason: str = "", **fields: object) -> Figure:
    """Record a figure of the claim; `fields` are those of the model."""
    with recording(by=by, reason=reason, savepoint=False):
        return Figure.objects.create(claim=claim, **fields)


def hold_articles(appearances: QuerySet[Appearance]) -> None:
    """Keep their articles as they are until this is over.

    Whoever corrects one of them, or gives it another publisher, meanwhile waits, and then sees which
    claims make use of it: these appearances are about to go to another.
    """
    articles = appearances.order_by().values("snapshot__article")
    rows = Article.objects.filter(pk__in=articles).order_by("pk").select_for_update()
    list(rows.values_list("pk"))


def _held() -> QuerySet[Claim]:
    rows = Claim.with_merged.filter(pk__among=[ANY]).order_by("pk").defer("search")
    return rows.select_for_update(no_key=True)


HELD = Written(_held)


def hold(*claims: Claim) -> dict[int, Claim]:
    """The claims as they are now, by their ids; nobody else changes them until this is over. Instead of
    one that was merged comes the one that it was merged into."""
    held = {row.pk: row for row in HELD.about([claim.pk for claim in claims])}
    return {
        key: hold(row.merged_into)[row.merged_into.pk] if row.merged_into else row
        for key, row in held.items()
    }


class AlreadyRecorded(Exception):
    """The same words are on record for this claim; `appearance` is that record."""

    def __init__(self, appearance: Appearance) -> None:
        """Keep what is on record."""
        super().__init__(str(appearance))
        self.appearance = appearance


class FiguresDiffer(ValueError):
    """A new claim states a figure that the words quoted for it, or its own figures, give otherwise."""

    def __init__(self, found: OtherFigure) -> None:
        """Keep which figures."""
        super().__init__(found.told)
        self.found = found


@dataclass(frozen=True)
class Quoted:
    """Words of a captured text, what they do with a claim, and on whose word.

    The claim is one on record, or a new one of this `statement` with these `figures`, each of the fields
    of the model. Sources that are
    not on record yet are put there. `meant` says that the claim may give another figure than the words.
    """

    snapshot: Snapshot
    start: int
    end: int
    stance: str
    basis: str
    claim: Claim | None = None
    statement: str = ""
    said_by: Source | None = None
    by_way_of: Source | None = None
    self_interested: bool = False
    figures: tuple[dict[str, Any], ...] = ()
    meant: bool = False

    @property
    def other_figure(self) -> OtherFigure | None:
        """Where a new claim states another figure than is quoted or recorded for it."""
        if self.claim:
            return None
        quote = self.snapshot.text[self.start : self.end] if self.stance == Stance.ASSERTS else ""
        recorded = [Figure(**figure).as_evidence() for figure in self.figures]
        return other_figure(self.statement, quote, recorded)


def record_quote(*, quoted: Quoted, by: User | None) -> Appearance:
    """Record a quote at once with its claim, who said so, and its figures.

    Raises AlreadyRecorded if these words are on record for the claim, or for one of the same wording,
    and FiguresDiffer if a new claim states another figure and nobody said that it is meant so.
    """
    if not quoted.meant and (found := quoted.other_figure):
        raise FiguresDiffer(found)
    try:
        with recording(by=by, reason="read and recorded"):
            if quoted.claim:
                quoted = replace(quoted, claim=hold(quoted.claim)[quoted.claim.pk])
            _refuse_double(quoted)
            return _recorded(quoted, by)
    except IntegrityError as error:
        # Somebody recorded the same in another way, in the same moment.
        if double := _double(quoted):
            raise AlreadyRecorded(double) from error
        raise


HELD_ARTICLE = Written(
    lambda: Article.objects.select_for_update(no_key=True).only("pk").filter(pk=ANY)
)
# Of two conditions one of which is another question, no index would serve.
SAME_WORDS = """
    SELECT id FROM claims_appearance
    WHERE snapshot_id = %(snapshot)s AND start = %(start)s AND "end" = %(end)s
    UNION
    SELECT appearance_id FROM claims_anchoring
    WHERE snapshot_id = %(snapshot)s AND start = %(start)s AND "end" = %(end)s"""


def _refuse_double(quoted: Quoted) -> None:
    """Look for the same record, one person at a time for each article."""
    HELD_ARTICLE.about(quoted.snapshot.article_id)
    if double := _double(quoted):
        raise AlreadyRecorded(double)


def _double(quoted: Quoted) -> Appearance | None:
    """What says the same of the same words, recorded in this capture or found again in it."""
    here = {"snapshot": quoted.snapshot.pk, "start": quoted.start, "end": quoted.end}
    with connection.cursor() as cursor:
        cursor.execute(SAME_WORDS, here)
        keys = [key for (key,) in cursor.fetchall()]
    if not keys:
        return None
    there = Appearance.objects.filter(pk__in=keys)
    if quoted.claim:
        return there.filter(claim=quoted.claim).first()
    return there.filter(claim__statement__iexact=quoted.statement).select_related("claim").first()


def _recorded(quoted: Quoted, by: User | None) -> Appearance:
    """The parts of the record, in their order."""
    claim = quoted.claim or record_claim(statement=quoted.statement, by=by)
    appearance = record_appearance(
        claim=claim,
        snapshot=quoted.snapshot,
        start=quoted.start,
        end=quoted.end,
        stance=quoted.stance,
        basis=quoted.basis,
        self_interested=quoted.self_interested and quoted.said_by is None,
        by=by,
    )
    if quoted.said_by:
        _attribute_chain(appearance, quoted, by)
    for figure in quoted.figures:
        add_figure(claim=claim, by=by, **figure)
    return appearance


def _attribute_chain(appearance: Appearance, quoted: Quoted, by: User | None) -> None:
    """Who said so, and before that who passed it on."""
    assert quoted.said_by
    via = None
    if quoted.by_way_of:
        relay = _on_record(quoted.by_way_of)
        via = attribute(appearance=appearance, source=relay, by=by)
    attribute(
        appearance=appearance,
        source=_on_record(quoted.said_by),
        via=via,
        self_interested=quoted.self_interested,
        by=by,
    )


def _on_record(source: Source) -> Source:
    """The source, put on record if it is not there; or the one that somebody else put there since."""
    if source.pk is not None:
        return source
    try:
        with transaction.atomic():
            source.save(force_insert=True)
    except IntegrityError:
        return Source.objects.named(source.name).get(kind=source.kind)
    return source
