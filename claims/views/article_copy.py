"""Two articles of which one looks copied from the other: what they share, and saying what it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims import access, copies, differences
from claims.access import Act, HtmxHttpRequest, only_for
from claims.forms import CopyForm
from claims.models import CopyProposal, Derivation, Snapshot, User

MOST_PASSAGES = 40  # the longest of them, in the order of the text


@dataclass(frozen=True)
class Side:
    """A passage as one of the two articles has it, in stretches that both have or it alone."""

    stretches: list[differences.Stretch]


@dataclass(frozen=True)
class Passage:
    """A passage as both have it."""

    words: int
    here: Side
    there: Side


@only_for(Act.READ_FULL_TEXTS)
@require_http_methods(["GET", "HEAD", "POST"])
def article_copy(request: HtmxHttpRequest, article_id: int, other_id: int) -> HttpResponse:
    """The passages that both hold, side by side, and the form that says what they mean."""
    pairs = CopyProposal.objects.select_related(
        "article__publisher", "original__publisher", "decided_by"
    )
    proposal = get_object_or_404(pairs.of_pair(article_id, other_id))
    may_answer = access.may(request.user, Act.ENTER_DATA)
    if request.method == "POST":
        if not isinstance(request.user, User) or not may_answer:
            raise PermissionDenied
        form = CopyForm(request.POST, proposal=proposal)
        if form.is_valid() and (answered := form.record(by=request.user)):
            messages.success(request, _("Saved. The claims that this bears on are assessed again."))
            return redirect(answered.article)
        return _page(request, proposal, form, status=400)
    if proposal.article_id != article_id:
        return redirect(proposal)
    return _page(request, proposal, CopyForm(proposal=proposal) if may_answer else None)


def _page(
    request: HtmxHttpRequest, proposal: CopyProposal, form: CopyForm | None, status: int = 200
) -> HttpResponse:
    passages = list(_passages(proposal))
    longest = sorted(passages, key=lambda passage: -passage.words)[:MOST_PASSAGES]
    pair = (proposal.article_id, proposal.original_id)
    return render(
        request,
        "claims/article_copy.html",
        {
            "proposal": proposal,
            "article": proposal.article,
            "original": proposal.original,
            "derivation": Derivation.objects.filter(article__in=pair, based_on__in=pair)
            .select_related("article", "based_on")
            .first(),
            "passages": [passage for passage in passages if passage in longest],
            "left_out": len(passages) - len(longest),
            "form": form,
            "version": proposal.version,
        },
        status=status,
    )


def _passages(proposal: CopyProposal) -> Iterator[Passage]:
    """What the latest full captures of the two share, in the order of the article."""
    here, there = (
        snapshot.text if snapshot else ""
        for snapshot in map(
            Snapshot.objects.latest_full, (proposal.article_id, proposal.original_id)
        )
    )
    for found in copies.compare(copies.read(here), copies.read(there)).passages:
        mine = here[found.start : found.end]
        theirs = there[found.other_start : found.other_end]
        yield Passage(found.words, _side(theirs, mine), _side(mine, theirs))


def _side(other: str, own: str) -> Side:
    """What one has of a passage; what only the other has is told beside it."""
    stretches = differences.compare(other, own)
    return Side([one for one in stretches if one.kind != differences.Kind.REMOVED])
