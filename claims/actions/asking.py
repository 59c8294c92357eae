"""Tasks: an editor asks for an origin to be captured, somebody takes it, and the capture clears it.

A task is cleared in the transaction that brings what was asked for: in `claims.actions.assessing`
when an article of the source is on record as making the claim, whichever way it got there, and in
`claims.actions.capturing` when the address has been captured.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions.recording import recording
from claims.models import Appearance, Article, CaptureRequest, Claim, Source, User
from claims.vocabulary import Stance


def ask_for_capture(
    *, claim: Claim, source: Source, by: User, url: str = "", note: str = ""
) -> CaptureRequest:
    """Ask somebody to capture what the source itself says of the claim.

    Raises ValidationError if that stands on record, or was asked for.
    """
    with recording(by=by, reason=note or "asked for a capture"):
        Claim.objects.select_for_update(no_key=True).only("pk").get(pk=claim.pk)
        if open_task := CaptureRequest.objects.open().filter(claim=claim, source=source).first():
            raise ValidationError(
                _("%(who)s has asked for this already.") % {"who": open_task.asked_by}
            )
        if makes_it(claim, source).exists():
            raise ValidationError(
                _("An article of %(source)s that makes this claim is on record already.")
                % {"source": source.name}
            )
        return CaptureRequest.objects.create(
            claim=claim, source=source, url=url.partition("#")[0], note=note, asked_by=by
        )


def makes_it(claim: Claim, source: Source) -> QuerySet[Appearance]:
    """Where articles of the source assert or dispute the claim."""
    return claim.appearances.filter(snapshot__article__publisher=source).exclude(
        stance=Stance.MENTIONS
    )


def take(*, task: CaptureRequest, by: User) -> CaptureRequest:
    """Take a task. Raises ValidationError if somebody else has, or if it is done."""
    with recording(by=by, reason="task taken"):
        held = _held(task)
        if held.cleared_at:
            raise ValidationError(_("This is done already."))
        if held.taken_by_id not in (None, by.pk):
            raise ValidationError(_("%(who)s has taken this.") % {"who": held.taken_by})
        held.taken_by = by
        held.save(update_fields=["taken_by"])
        return held


def give_back(*, task: CaptureRequest, by: User) -> CaptureRequest:
    """Leave a task to others. Raises ValidationError if it is not one's own."""
    with recording(by=by, reason="task given back"):
        held = _held(task)
        if held.taken_by_id != by.pk or held.cleared_at:
            raise ValidationError(_("This task is not yours."))
        held.taken_by = None
        held.save(update_fields=["taken_by"])
        return held


def clear_captured(*, article: Article, addresses: Iterable[str]) -> int:
    """Clear the tasks that asked for one of these addresses; say how many. Within a `recording`."""
    wanted = {address.partition("#")[0] for address in addresses} - {""}
    tasks = CaptureRequest.objects.open().filter(url__in=wanted)
    return tasks.update(cleared_at=timezone.now(), cleared_by=article)


def _held(task: CaptureRequest) -> CaptureRequest:
    rows = CaptureRequest.objects.select_for_update(no_key=True, of=["self"])
    return rows.select_related("taken_by").get(pk=task.pk)
