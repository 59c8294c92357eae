"""Articles that look copied: finding them, and saying what they are.

Whoever compares a text holds one lock for all, so that two copies captured at the same moment see each
other.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from claims import copies
from claims.actions.articles import ChangedMeanwhile, derive
from claims.actions.directing import directed
from claims.actions.recording import recording
from claims.copies.limits import BOILERPLATE
from claims.models import (
    Article,
    CopyCheck,
    CopyProposal,
    Derivation,
    Fingerprint,
    Snapshot,
    User,
)

MOST_COMPARED = 20  # texts that are read and compared with one, those that share most prints
MOST_PROPOSED = 5  # for one article at a time
NOTABLY_MORE = 20  # per cent more in common than when it was dismissed: it is asked again
RECENT = 5_000  # snapshots among which those are looked for that were missed
CHUNK = 500

log = logging.getLogger(__name__)


# Finding


def look_again_at_recent() -> int:
    """Compare the captures that came lately and have not been compared: a worker was stopped before it
    could, or has not come to it yet. Says how many."""
    last = Snapshot.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return look_for_copies_of(unchecked(Snapshot.objects.filter(pk__gt=last - RECENT)))


def unchecked(snapshots: QuerySet[Snapshot]) -> list[int]:
    """The articles of those of these captures, in full, that have not been compared."""
    checked = CopyCheck.objects.filter(article=OuterRef("article"), snapshot__gte=OuterRef("pk"))
    waiting = snapshots.filter(~Exists(checked), extent=Snapshot.Extent.FULL)
    return sorted(set(waiting.values_list("article", flat=True)))


def look_for_copies_of(articles: Iterable[int]) -> int:
    """Look at one article after another; say how many were compared. One that fails does not stop the
    others: the log says why, and it is tried again."""
    done = 0
    for article in articles:
        try:
            done += look_for_copies(article_id=article) is not None
        except Exception:
            log.exception("The text of article %s could not be compared", article)
    return done


def look_through(
    after: int = 0, again: bool = False, chunk: int = CHUNK
) -> Iterator[tuple[int, int]]:
    """Compare every article with an id above `after` that was not yet, or each of them `again`; yield
    the last id of each chunk and how many of it were compared."""
    while True:
        ids = list(
            Article.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:chunk]
        )
        if not ids:
            return
        after = ids[-1]
        wanted = ids if again else unchecked(Snapshot.objects.filter(article__in=ids))
        yield after, sum(look_for_copies(article_id=key, again=again) is not None for key in wanted)


def look_for_copies(*, article_id: int, again: bool = False) -> list[CopyProposal] | None:
    """Compare the latest full capture of an article with the texts of all others, and propose those
    that look like its original or its copy. None if there is nothing new to compare."""
    with recording(by=None, reason="looked for copies"):
        _lock()
        snapshot = Snapshot.objects.latest_full(article_id)
        checked = CopyCheck.objects.filter(article=article_id).first()
        if snapshot is None or (checked and checked.snapshot_id == snapshot.pk and not again):
            return None
        text = copies.read(snapshot.text)
        _keep_prints(article_id, text.prints)
        CopyCheck.objects.update_or_create(
            article_id=article_id, defaults={"snapshot": snapshot, "checked_at": timezone.now()}
        )
        article = Article.objects.select_related("publisher").get(pk=article_id)
        return _propose(article, text)


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('claims_fingerprint'))")


def _keep_prints(article_id: int, prints: Collection[int]) -> None:
    known = set(Fingerprint.objects.filter(article=article_id).values_list("print", flat=True))
    Fingerprint.objects.filter(article=article_id, print__in=known - set(prints)).delete()
    fresh = [Fingerprint(article_id=article_id, print=one) for one in set(prints) - known]
    Fingerprint.objects.bulk_create(fresh, batch_size=CHUNK)


def _propose(article: Article, text: copies.Read) -> list[CopyProposal]:
    """Compare with the texts that share most, and with those that looked like copies before."""
    shared, common = _held(article, text.prints)
    before = CopyProposal.objects.of_article(article.pk).select_for_update(no_key=True)
    known = {_other(one, article.pk): one for one in before}
    likely = _likely(article, text, shared)
    found = {
        other.pk: (other, copies.compare(text, copies.read(words), common), words)
        for other, words in _texts([*likely, *known])
    }
    like = [key for key in found if found[key][1].looks_copied]
    for key, proposal in known.items():
        if proposal.is_open and key not in like:
            proposal.delete()
    ranked = sorted(like, key=lambda key: (-_most(found[key][1]), key))
    fresh = [key for key in ranked if key not in known][:MOST_PROPOSED]
    return [
        _kept(known.get(key), article, text.text, *found[key])
        for key in ranked
        if key in known or key in fresh
    ]


def _other(proposal: CopyProposal, article_id: int) -> int:
    return proposal.original_id if proposal.article_id == article_id else proposal.article_id


def _most(shared: copies.Shared) -> int:
    return max(shared.percent, shared.other_percent)


def _held(article: Article, prints: Collection[int]) -> tuple[dict[int, set[int]], set[int]]:
    """The prints that each other article shares, and those that are boilerplate: they stand in more
    than BOILERPLATE articles of one publisher."""
    holders: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one, other, publisher in Fingerprint.objects.holders(prints, article.pk):
        holders[one].append((other, publisher))
    common = set()
    shared: dict[int, set[int]] = defaultdict(set)
    for one, found in holders.items():
        number = Counter([article.publisher_id, *(publisher for _, publisher in found)])
        if max(number.values()) > BOILERPLATE:
            common.add(one)
            continue
        for other, _publisher in found:
            shared[other].add(one)
    return shared, common


def _likely(article: Article, text: copies.Read, shared: dict[int, set[int]]) -> list[int]:
    """The articles to compare with, those that share most prints first: neither tied to this one by
    derivations on record, nor a recorded copy of another that is compared."""
    enough = {
        other: prints
        for other, prints in shared.items()
        if copies.worth_comparing(text.prints, prints, len(prints))
    }
    above = originals([article.pk, *enough])
    tied = {other for other in enough if above[other] & above[article.pk]}
    repeated = {other for other in enough if (above[other] - {other}) & (enough.keys() - tied)}
    ranked = sorted(enough.keys() - tied - repeated, key=lambda key: (-len(enough[key]), key))
    return ranked[:MOST_COMPARED]


def originals(articles: Collection[int]) -> dict[int, set[int]]:
    """Each article with all that it derives from, directly or through others."""
    above = {article: {article} for article in articles}
    waiting = set(above)
    based_on: dict[int, set[int]] = {}
    while waiting:
        rows = Derivation.objects.filter(article__in=waiting).values_list("article", "based_on")
        based_on |= {article: set() for article in waiting}
        for article, original in rows:
            based_on[article].add(original)
        waiting = {one for found in based_on.values() for one in found} - based_on.keys()
    for found in above.values():
        while more := {one for key in found for one in based_on[key]} - found:
            found |= more
    return above


def _texts(articles: Collection[int]) -> Iterator[tuple[Article, str]]:
    """The articles with the text of their latest full capture, one text in memory at a time."""
    for article in Article.objects.filter(pk__in=articles).select_related("publisher"):
        snapshot = Snapshot.objects.latest_full(article.pk)
        if snapshot:
            yield article, snapshot.text


def _kept(
    known: CopyProposal | None,
    article: Article,
    text: str,
    other: Article,
    shared: copies.Shared,
    other_text: str,
) -> CopyProposal:
    """The proposal of two articles, as they stand now."""
    if known is None:
        copy, original, why = directed(article, text, other, other_text)
        known = CopyProposal(article=copy, original=original, why=why)
    return _measured(known, article.pk, shared)


def _measured(proposal: CopyProposal, article_id: int, shared: copies.Shared) -> CopyProposal:
    """Note what the two share now. One that was dismissed is asked again if that is notably more."""
    way = (shared.percent, shared.other_percent)
    percent, back = way if proposal.article_id == article_id else way[::-1]
    fresh = (percent, back, len(shared.passages))
    if proposal.pk and fresh == (proposal.percent, proposal.percent_back, proposal.passages):
        return proposal
    dismissed = proposal.state == CopyProposal.State.DISMISSED
    if dismissed and max(percent, back) < proposal.most + NOTABLY_MORE:
        return proposal
    if dismissed:
        proposal.state, proposal.reason, proposal.decided_by = CopyProposal.State.OPEN, "", None
    proposal.percent, proposal.percent_back, proposal.passages = fresh
    proposal.save()
    return proposal


def open_proposals(article: Article) -> list[CopyProposal]:
    """What to ask about an article: the pairs that look copied, but for those that derivations on
    record tie already."""
    found = list(
        CopyProposal.objects.open()
        .of_article(article.pk)
        .select_related("article__publisher", "original__publisher")
    )
    above = originals({key for one in found for key in (one.article_id, one.original_id)})
    return [one for one in found if not above[one.article_id] & above[one.original_id]]


# Saying what it is


def confirm_copy(
    *,
    proposal: CopyProposal,
    version: int,
    kind: str,
    by: User,
    turned: bool = False,
    reason: str = "",
) -> CopyProposal:
    """Record that the article derives from its original, or the other way round if `turned`.

    Raises ChangedMeanwhile if the proposal is no longer the `version` that was read.
    """
    with recording(by=by, reason=reason):
        proposal = _as_read(proposal, version)
        if turned:
            proposal.article, proposal.original = proposal.original, proposal.article
            proposal.percent, proposal.percent_back = proposal.percent_back, proposal.percent
        proposal.why = CopyProposal.Why.PERSON
        _forget(proposal.original, proposal.article)
        if not proposal.article.derivations.filter(based_on=proposal.original).exists():
            derive(article=proposal.article, based_on=proposal.original, kind=kind, by=by)
        return _decided(proposal, CopyProposal.State.CONFIRMED, by, reason)


def dismiss_copy(*, proposal: CopyProposal, version: int, reason: str, by: User) -> CopyProposal:
    """Record that neither is a copy of the other. What says on record that one is goes.

    Raises ChangedMeanwhile if the proposal is no longer the `version` that was read.
    """
    with recording(by=by, reason=reason):
        proposal = _as_read(proposal, version)
        _forget(proposal.article, proposal.original)
        _forget(proposal.original, proposal.article)
        return _decided(proposal, CopyProposal.State.DISMISSED, by, reason)


def _as_read(proposal: CopyProposal, version: int) -> CopyProposal:
    rows = CopyProposal.objects.select_related("article", "original")
    found = rows.select_for_update(no_key=True, of=("self",)).filter(pk=proposal.pk).first()
    if found is None or found.version != version:
        raise ChangedMeanwhile
    return found


def _forget(article: Article, original: Article) -> None:
    article.derivations.filter(based_on=original).delete()


def _decided(proposal: CopyProposal, state: str, by: User, reason: str) -> CopyProposal:
    proposal.state, proposal.decided_by, proposal.reason = state, by, reason
    proposal.save()
    return proposal
