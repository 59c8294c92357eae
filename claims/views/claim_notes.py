"""What people say to one another about a claim."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods

from claims.access import Act, HtmxHttpRequest, Person, may, only_for
from claims.actions.talking import withdraw_note
from claims.forms import NoteForm
from claims.mentions import Piece, pieces
from claims.models import Claim, Note, User

SHOWN = 50  # notes on the claim's own page: the latest


@dataclass(frozen=True)
class Shown:
    """A note with its mentions marked; `own` if whoever looks wrote it."""

    note: Note
    pieces: list[Piece]
    own: bool


@only_for(Act.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def claim_notes(request: HtmxHttpRequest, claim_id: int) -> HttpResponse:
    """All notes on a claim; written and withdrawn by those who may."""
    assert isinstance(request.user, User)
    found = get_object_or_404(Claim.objects.defer("search"), pk=claim_id)
    if request.method == "POST":
        return _post(request, found, request.user)
    return _page(request, found)


def _post(request: HtmxHttpRequest, claim: Claim, by: User) -> HttpResponse:
    if not may(by, Act.TALK):
        raise PermissionDenied
    if "withdraw" in request.POST:
        key = request.POST["withdraw"]
        wanted = int(key) if key.isdecimal() and len(key) < 19 else 0
        note = withdraw_note(note=get_object_or_404(by.notes, pk=wanted, claim=claim), by=by)
        return _page(request, claim) if request.htmx else redirect(note)
    form = NoteForm(request.POST)
    if not form.is_valid():
        # htmx shows nothing of an answer that is an error.
        return _page(request, claim, form, status=200 if request.htmx else 400)
    note = form.write(claim=claim, by=by)
    return _page(request, claim) if request.htmx else redirect(note)


def _page(
    request: HtmxHttpRequest, claim: Claim, form: NoteForm | None = None, status: int = 200
) -> HttpResponse:
    template = "claims/claim_notes.html" + ("#notes" if request.htmx else "")
    context = {
        "claim": claim,
        **noted(claim, request.user, form, most=SHOWN if request.htmx else None),
    }
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def noted(
    claim: Claim, reader: Person, form: NoteForm | None = None, most: int | None = SHOWN
) -> dict[str, Any]:
    """What the section with the notes shows: the latest of them, the oldest first."""
    found: list[Note] = []
    if getattr(claim, "has_notes", True):
        rows = claim.notes.select_related("written_by").prefetch_related("mentions__person")
        found = list(rows.order_by("-pk")[: most + 1 if most else None])
    return {
        "notes": [_shown(note, reader) for note in reversed(found[:most])],
        "earlier": bool(most) and len(found) > (most or 0),
        "note_form": (form or NoteForm()) if may(reader, Act.TALK) else None,
    }


def _shown(note: Note, reader: Person) -> Shown:
    people = [mention.person.username for mention in note.mentions.all()]
    return Shown(note, list(pieces(note.text, people)), note.written_by_id == reader.pk)
