"""What becomes of quotes when their article is captured again.

    the capture that a quote was recorded in ──► later captures of the full text
                                                    └─► an `Anchoring` each; the latest is the
                                                        appearance's `quote`

Only what was captured in full can say that a quote is gone, and only a later capture says what became
of a quote: none is looked for in a capture older than its own.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from claims import anchoring
from claims.actions.recording import recording
from claims.graph import LOST
from claims.models import Anchoring, Appearance, Snapshot, Touched, User
from claims.models.written import ANY, Written
from claims.vocabulary import QuoteState


def _full() -> QuerySet[Snapshot]:
    rows = Snapshot.objects.filter(article=ANY, extent=Snapshot.Extent.FULL)
    return rows.defer("text").order_by("captured_at", "pk")


FULL = Written(_full)


def anchor_again(*, snapshot: Snapshot, by: User | None) -> list[Anchoring]:
    """Find the article's earlier quotes in a capture of its full text, and note what became of each.

    Quotes that were looked for there before are left as they are. The claims of quotes that are now
    otherwise are assessed again.
    """
    if snapshot.extent != Snapshot.Extent.FULL:
        return []
    rows = Appearance.objects.filter(snapshot__article=snapshot.article_id)
    rows = rows.select_related("snapshot").defer("snapshot__text")
    earlier = rows.filter(_recorded_before(snapshot)).exclude(anchorings__snapshot=snapshot)
    return _anchored(list(earlier.order_by("pk")), snapshot, by)


def anchor_afresh(*, appearance: Appearance, by: User | None) -> list[Anchoring]:
    """Find a quote whose words were recorded anew in each later full text."""
    with recording(by=by, reason="looked for in later captures"):
        appearance.anchorings.all().delete()
        if appearance.quote != QuoteState.IDENTICAL:
            appearance.quote = QuoteState.IDENTICAL
            appearance.save(update_fields=["quote"])
        return anchor_later(appearance=appearance, by=by)


def anchor_later(*, appearance: Appearance, by: User | None) -> list[Anchoring]:
    """Find a quote that was just recorded in each later full text."""
    own = appearance.snapshot
    with recording(by=by, reason="looked for in later captures", savepoint=False):
        return [
            note
            for snapshot in FULL.about(own.article_id)
            if (snapshot.captured_at, snapshot.pk) > (own.captured_at, own.pk)
            for note in _anchored([appearance], snapshot, by)
        ]


def _recorded_before(snapshot: Snapshot) -> Q:
    at = snapshot.captured_at
    return Q(snapshot__captured_at__lt=at) | Q(
        snapshot__captured_at=at, snapshot__pk__lt=snapshot.pk
    )


def _anchored(rows: Sequence[Appearance], snapshot: Snapshot, by: User | None) -> list[Anchoring]:
    found = anchoring.anchor_all(snapshot.text, [_selector(row) for row in rows])
    with recording(by=by, reason="captured again"):
        made = [_noted(row, snapshot, one) for row, one in zip(rows, found, strict=True)]
        Anchoring.objects.bulk_create(made)
        changed = [note.appearance for note in made if note.appearance.quote != note.state]
        for note in made:
            note.appearance.quote = note.state
        Appearance.objects.bulk_update(changed, ["quote"])
        _touch(note for note in made if note.state in LOST and note.appearance not in changed)
    return made


def _touch(notes: Iterable[Anchoring]) -> None:
    """Have the claims assessed again of quotes that were lost before: they may say yet another thing,
    which the appearance's own row does not show."""
    claims = {note.appearance.claim_id for note in notes}
    Touched.objects.bulk_create(Touched(claim_id=key) for key in sorted(claims))


def _selector(appearance: Appearance) -> anchoring.Selector:
    """What the quote is found again by."""
    stored = anchoring.Selector(
        appearance.exact,
        appearance.prefix,
        appearance.suffix,
        appearance.start,
        appearance.end,
    )
    whole = appearance.snapshot.extent == Snapshot.Extent.FULL
    return stored if whole else anchoring.of_excerpt(stored)


def _noted(appearance: Appearance, snapshot: Snapshot, found: anchoring.Anchor) -> Anchoring:
    return Anchoring(
        appearance=appearance,
        snapshot=snapshot,
        state=found.state,
        start=found.start,
        end=found.end,
        score=found.score,
        differs=[list(difference) for difference in found.differs],
    )
