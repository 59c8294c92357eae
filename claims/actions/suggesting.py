"""Dismissing what was suggested, and taking that back."""

import logging
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.actions.recording import recording
from claims.matching import sentences
from claims.matching.suggesting import kept, ranking_digest
from claims.models import DismissedSuggestion, Snapshot, SuggestionList, User
from claims.models.dismissed_suggestion import words_digest

log = logging.getLogger(__name__)


def keep_suggestions(*, snapshots: Iterable[Snapshot]) -> None:
    """Rank the sentences of captures, so that their pages need not. One that fails is logged: its page
    ranks it then. Nobody waits for this, and nobody did it, so that no trail notes it."""
    for snapshot in snapshots:
        try:
            found = {"ranking": ranking_digest(), "found": kept(snapshot)}
            SuggestionList.objects.update_or_create(snapshot=snapshot, defaults=found)
        except Exception:
            log.exception("The sentences of capture %s could not be ranked", snapshot.pk)


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
