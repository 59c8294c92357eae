"""Keeping a draft for named people, and forgetting it."""

from collections.abc import Iterable

from django.utils import timezone

from claims.actions.recording import recording
from claims.models import Draft, User


def save_draft(*, text: str, readers: Iterable[User], by: User) -> Draft:
    """Keep a draft that its author and the readers may see."""
    with recording(by=by, reason="draft kept"):
        draft = Draft.objects.create(text=text, author=by)
        draft.readers.set(readers)
    return draft


def note_opened(*, draft: Draft) -> Draft:
    """Note that a draft was opened today, at most once a day: from then on its days are counted."""
    today = timezone.localdate()
    if draft.opened_on < today:
        draft.opened_on = today
        draft.save(update_fields=["opened_on"])
    return draft


def forget_drafts() -> int:
    """Delete the drafts that nobody has opened for PROVENANCE_DRAFT_DAYS; say how many."""
    with recording(by=None, reason="kept drafts that nobody opened"):
        _all, deleted = Draft.objects.forgotten().delete()
    return deleted.get("claims.Draft", 0)


def delete_draft(*, draft: Draft, by: User) -> None:
    """Forget a draft. Only its author may."""
    if draft.author_id != by.pk:
        raise PermissionError("Only its author deletes a draft.")
    with recording(by=by, reason="draft deleted"):
        draft.delete()
