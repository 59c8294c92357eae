"""Dismissing what was suggested, and taking that back."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.actions.recording import recording
from claims.matching import sentences
from claims.models import DismissedSuggestion, Snapshot, User
from claims.models.dismissed_suggestion import words_digest


def dismiss_suggestion(
    *, snapshot: Snapshot, start: int, end: int, by: User
) -> DismissedSuggestion:
    """No longer suggest a sentence of an article; a second time changes nothing.

    Raises ValidationError if no sentence of the captured text stands from `start` to `end`.
    """
    text = snapshot.text
    if not any((each.start, each.end) == (start, end) for each in sentences(text)):
        raise ValidationError(
            _("No sentence of this capture stands there. Open the suggestions again and choose.")
        )
    words = text[start:end]
    with recording(by=by, reason="suggestion dismissed"):
        found, _made = DismissedSuggestion.objects.get_or_create(
            article_id=snapshot.article_id,
            digest=words_digest(words),
            defaults={"words": words, "dismissed_by": by},
        )
        return found


def restore_suggestion(*, dismissed: DismissedSuggestion, by: User) -> None:
    """Suggest it again."""
    with recording(by=by, reason="suggestion taken up again"):
        dismissed.delete()
