"""Keeping a draft for named people, and forgetting it."""

from collections.abc import Iterable

from claims.actions.recording import recording
from claims.models import Draft, User


def save_draft(*, text: str, readers: Iterable[User], by: User) -> Draft:
    """Keep a draft that its author and the readers may see."""
    with recording(by=by, reason="draft kept"):
        draft = Draft.objects.create(text=text, author=by)
        draft.readers.set(readers)
    return draft


def delete_draft(*, draft: Draft, by: User) -> None:
    """Forget a draft. Only its author may."""
    if draft.author_id != by.pk:
        raise PermissionError("Only its author deletes a draft.")
    with recording(by=by, reason="draft deleted"):
        draft.delete()
