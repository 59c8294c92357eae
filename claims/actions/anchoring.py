"""What becomes of quotes when their article is captured again."""

from claims import anchoring
from claims.actions.recording import recording
from claims.models import Anchoring, Appearance, Snapshot, User


def anchor_again(*, snapshot: Snapshot, by: User | None) -> list[Anchoring]:
    """Find every quote of the article in a new snapshot of its full text, and note what became of
    each. Claims whose quotes changed or are gone are assessed again."""
    rows = list(
        Appearance.objects.filter(snapshot__article=snapshot.article_id)
        .exclude(snapshot=snapshot)
        .order_by("pk")
    )
    found = anchoring.anchor_all(snapshot.text, [_selector(row) for row in rows])
    with recording(by=by, reason="captured again"):
        made = [_noted(row, snapshot, one) for row, one in zip(rows, found, strict=True)]
        Anchoring.objects.bulk_create(made)
        changed = [row for row, one in zip(rows, found, strict=True) if row.quote != one.state]
        for row, one in zip(rows, found, strict=True):
            row.quote = one.state
        Appearance.objects.bulk_update(changed, ["quote"])
    return made


def _selector(appearance: Appearance) -> anchoring.Selector:
    return anchoring.Selector(
        appearance.exact,
        appearance.prefix,
        appearance.suffix,
        appearance.start,
        appearance.end,
    )


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
