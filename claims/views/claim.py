"""One claim: its status and why, its origins, its appearances, what would clear its flags."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from claims import excerpts
from claims.access import (
    Act,
    HtmxHttpRequest,
    Person,
    claims_for,
    is_open,
    may,
    may_read,
    may_see_claim,
)
from claims.actions.editing import awaits_sign_off, in_force
from claims.assessed import Assessed, assessed, with_kept
from claims.history import latest
from claims.models import (
    Anchoring,
    Appearance,
    Attribution,
    Claim,
    ClaimTopic,
    Decision,
    Figure,
    Merge,
    Note,
    OriginMark,
    Topic,
)
from claims.models.attribution import SAID_BY
from claims.models.written import ANY, Written, put, put_each
from claims.paging import MOST_DIGITS, Order, UnknownPage, cut, page
from claims.publish import about, schema_org
from claims.publish.answers import JSON_LD
from claims.publish.site import Site
from claims.views.claim_notes import noted
from claims.vocabulary import FLAGS

OLDEST = Order(descending=False)
QUOTES = 25  # of a page


def _whole() -> QuerySet[Claim]:
    """A claim with what is kept of it, and what of it there is at all: most have neither marks nor notes nor
    decisions, and of those it is not asked again."""
    of = {"claim": OuterRef("pk")}
    return (
        with_kept(Claim.objects.defer("search"))
        .annotate(
            has_topics=Exists(ClaimTopic.objects.filter(**of)),
            has_figures=Exists(Figure.objects.filter(**of)),
            has_marks=Exists(OriginMark.objects.filter(**of)),
            has_decisions=Exists(Decision.objects.filter(**of)),
            has_notes=Exists(Note.objects.filter(**of)),
            took_in=Exists(Merge.objects.standing().filter(kept_claim=OuterRef("pk"))),
        )
        .filter(pk=ANY)
    )


WHOLE = Written(_whole)
TOPICS = Written(lambda: Topic.objects.filter(claims=ANY))
FIGURES = Written(lambda: Figure.objects.filter(claim=ANY).select_related("measure"))
MARKS = Written(
    lambda: OriginMark.objects.filter(claim=ANY).select_related("source", "same_as", "made_by")
)
BECAME = Written(lambda: Anchoring.objects.filter(appearance__among=[ANY]))


@cache
def _first_quotes(number: int) -> Written[Appearance]:
    """The first so many appearances of a claim."""
    return Written(lambda: OLDEST.sorted(_shown(Appearance.objects.filter(claim=ANY)))[:number])


@dataclass(frozen=True)
class Shown:
    """An appearance with its quote in context, and the chains that it rests on."""

    appearance: Appearance
    before: str
    after: str
    chains: list[list[Attribution]]
    retracted: bool


@dataclass(frozen=True)
class Quotes:
    """Some of the quotes of a claim, in their order: how many there are in all, whether there are earlier
    ones, and the key of the next."""

    shown: list[Shown]
    number: int
    first: bool
    next: str

    @property
    def whole(self) -> bool:
        """Whether these are all of them."""
        return self.first and not self.next


@require_safe
@vary_on_headers("Accept", "HX-Request")
def claim(request: HtmxHttpRequest, claim_id: int) -> HttpResponse:
    """The page of a claim. Asked by htmx for what comes after a quote, only that."""
    if wants_data(request):
        return SeeOther(reverse("claim_data", args=[claim_id]))
    if request.htmx and "after" in request.GET:
        seen = claims_for(request.user).defer("search")
        return _more(request, get_object_or_404(seen, pk=claim_id))
    found = _read(claim_id)
    if found is None or not may_see_claim(request.user, found):
        return moved(request, claim_id, "claim")
    return _page(request, found)


def _read(claim_id: int) -> Claim | None:
    """The claim with its topics, figures and marks; None if there is none that stands for itself."""
    if claim_id >= 10**MOST_DIGITS:
        return None
    for claim in WHOLE.about(claim_id):
        put(claim, "topics", TOPICS.about(claim_id) if claim.has_topics else [])  # type: ignore[attr-defined]
        put(claim, "figures", FIGURES.about(claim_id) if claim.has_figures else [])  # type: ignore[attr-defined]
        put(claim, "marks", MARKS.about(claim_id) if claim.has_marks else [])  # type: ignore[attr-defined]
        if not claim.has_decisions:  # type: ignore[attr-defined]
            put(claim, "decisions", [])
        return claim
    return None


def _decided(claim: Claim) -> Decision | None:
    """The latest decision about it."""
    if not claim.has_decisions:  # type: ignore[attr-defined]
        return None
    return claim.decisions.select_related("decided_by", "sign_off").first()


def _page(request: HtmxHttpRequest, claim: Claim) -> HttpResponse:
    reader = request.user
    assessment = assessed(claim)
    decided = _decided(claim)
    decision = in_force(claim, decided)
    quotes = _quotes(request, claim)
    told = _told(request, claim, quotes, assessment, decision)
    response = render(
        request,
        "claims/claim.html",
        {
            "about": told,
            "claim": claim,
            "assessment": assessment,
            "flags": [(FLAGS[flag.code], flag) for flag in assessment.flags],
            "quotes": quotes,
            "decision": decision,
            "oembed": _oembed(Site.of(request), claim) if told else "",
            "may_read": may_read(reader),
            "may_merge": may(reader, Act.MERGE),
            "may_enter_data": may(reader, Act.ENTER_DATA),
            **(_for_readers(claim, reader, decided) if may_read(reader) else {}),
        },
    )
    return told.links(response) if told else response


def _for_readers(claim: Claim, reader: Person, decided: Decision | None) -> dict[str, object]:
    """What is for those who read the whole record."""
    return {
        "awaited": awaits_sign_off(decided),
        "marks": claim.marks.all(),
        "history": latest(Claim, claim.pk) if may(reader, Act.READ_TRAIL) else None,
        "merges": _merges(claim) if claim.took_in else [],  # type: ignore[attr-defined]
        **noted(claim, reader),
    }


def _more(request: HtmxHttpRequest, claim: Claim) -> HttpResponse:
    """The quotes that come after one, with the way to those after them."""
    context = {
        "claim": claim,
        "quotes": _quotes(request, claim),
        "may_merge": may(request.user, Act.MERGE),
    }
    return render(request, "claims/claim.html#quotes", context)


def moved(request: HttpRequest, claim_id: int, to: str) -> HttpResponse:
    """Where a claim is that was merged into another: the same page of that one. 404 if it is nowhere
    that this person may see."""
    gone = get_object_or_404(Claim.with_merged.exclude(merged_into=None), pk=claim_id)
    kept = get_object_or_404(claims_for(request.user).only("pk"), pk=gone.merged_into_id)
    return redirect(to, kept.pk)


def wants_data(request: HttpRequest) -> bool:
    """Whether whoever asks would rather have JSON-LD than a page."""
    return request.get_preferred_type(["text/html", JSON_LD]) == JSON_LD


class SeeOther(HttpResponseRedirect):
    """What was asked for is described there (RFC 9110, 303)."""

    status_code = 303


def _told(
    request: HttpRequest,
    claim: Claim,
    quotes: Quotes,
    assessment: Assessed,
    decision: Decision | None,
) -> about.About | None:
    """What the page tells other programs, if everybody may read it."""
    if not is_open(claim):
        return None
    site = Site.of(request)
    rows = [one.appearance for one in quotes.shown]
    document = schema_org.document(claim, rows, assessment, decision, site, whole=quotes.whole)
    return about.claim(claim, schema_org.described(claim, assessment), document, site)


def _oembed(site: Site, claim: Claim) -> str:
    """Where other systems learn how to embed it."""
    query = urlencode({"url": site.page(claim), "format": "json"})
    return f"{site.named('oembed')}?{query}"


def _merges(claim: Claim) -> QuerySet[Merge]:
    """What it took in, with the decisions that stay with those claims."""
    decisions = Decision.objects.select_related("decided_by").defer("assessment")
    return (
        Merge.objects.into(claim)
        .select_related("gone_claim", "merged_by")
        .defer("gone_claim__search")
        .prefetch_related(Prefetch("gone_claim__decisions", decisions))
    )


def _quotes(request: HttpRequest, claim: Claim) -> Quotes:
    """The quotes after the one that was asked for, or from the one that was linked to; the first ones, if
    that is among them."""
    rows = claim.appearances.all()
    after, wanted = request.GET.get("after", ""), request.GET.get("quote", "")
    if wanted.isdecimal() and len(wanted) <= MOST_DIGITS:
        before = rows.filter(pk__lt=int(wanted)).order_by()[:QUOTES].count()
        after = f"~{int(wanted) - 1}" if before == QUOTES else ""
    if after:
        try:
            found = page(_shown(rows), OLDEST, after, QUOTES)
        except UnknownPage as error:
            raise Http404("A page of quotes has a key.") from error
    else:
        found = cut(_first_quotes(QUOTES + 1).about(claim.pk), OLDEST, QUOTES)
    with_chains(found.rows)
    number = len(found.rows) if found.first and not found.next else rows.count()
    return Quotes([shown(row) for row in found.rows], number, found.first, found.next)


def _shown(rows: Any) -> Any:
    """Appearances with all that is shown of them, but for who said so and what became of the quotes."""
    return (
        rows.select_related("snapshot__article__publisher")
        .defer("snapshot__text")
        .with_standing()
        .with_live_links()
        .with_context()
    )


def with_chains(rows: list[Appearance]) -> None:
    """Read who said so, and what became of the quotes."""
    put_each(rows, "attributions", "appearance_id", SAID_BY)
    put_each(rows, "anchorings", "appearance_id", BECAME)


def shown_whole(rows: Any, number: int) -> list[Shown]:
    """The first so many appearances as the page shows them."""
    found = list(OLDEST.sorted(_shown(rows))[:number])
    with_chains(found)
    return [shown(row) for row in found]


def shown(appearance: Any) -> Shown:
    """An appearance that comes with all that is shown of it."""
    return Shown(
        appearance,
        excerpts.before(appearance.text_before),
        excerpts.after(appearance.text_after),
        _chains(appearance),
        appearance.retracted,
    )


def _chains(appearance: Appearance) -> list[list[Attribution]]:
    """Each chain from its end, the origin, to the one who told the article."""
    links = {link.pk: link for link in appearance.attributions.all()}
    relays = {link.via_id for link in links.values()}
    chains = []
    for end in (link for link in links.values() if link.pk not in relays):
        chain = [end]
        while chain[-1].via_id:
            chain.append(links[chain[-1].via_id])
        chains.append(chain)
    return chains
