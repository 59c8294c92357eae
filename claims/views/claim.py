"""One claim: its status and why, its origins, its appearances, what would clear its flags."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from claims import excerpts
from claims.access import Act, claims_for, is_open, may, may_read
from claims.actions.editing import awaits_sign_off, in_force
from claims.drawing import draw
from claims.evidence import graph_of
from claims.history import latest
from claims.models import Appearance, Attribution, Claim, Decision, Figure, Merge
from claims.origins import Assessment, Graph, assess
from claims.publish import about, schema_org
from claims.publish.answers import JSON_LD
from claims.publish.site import Site
from claims.views.claim_notes import noted
from claims.vocabulary import FLAGS


@dataclass(frozen=True)
class Shown:
    """An appearance with its quote in context, and the chains that it rests on."""

    appearance: Appearance
    before: str
    after: str
    chains: list[list[Attribution]]
    retracted: bool


@require_safe
@vary_on_headers("Accept")
def claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The page of a claim, assessed afresh from its evidence."""
    seen = claims_for(request.user).prefetch_related(
        "topics", Prefetch("figures", Figure.objects.select_related("measure"))
    )
    if wants_data(request):
        return SeeOther(reverse("claim_data", args=[claim_id]))
    found = seen.defer("search").filter(pk=claim_id).first()
    if found is None:
        return moved(request, claim_id, "claim")
    graph = graph_of(found)
    assessment = assess(graph)
    decided = found.decisions.select_related("decided_by", "sign_off").first()
    decision = in_force(found, decided)
    shown = appearances_of(found, graph)
    told = _told(request, found, shown, assessment, decision)
    response = render(
        request,
        "claims/claim.html",
        {
            "about": told,
            "claim": found,
            "assessment": assessment,
            "flags": [(FLAGS[flag.code], flag) for flag in assessment.flags],
            "drawings": draw(graph, assessment, found.statement),
            "appearances": shown,
            "decision": decision,
            "oembed": _oembed(Site.of(request), found) if told else "",
            "awaited": may_read(request.user) and awaits_sign_off(decided),
            "marks": found.marks.select_related("source", "same_as", "made_by"),
            "history": latest(Claim, found.pk) if may(request.user, Act.READ_TRAIL) else None,
            "may_read": may_read(request.user),
            "merges": _merges(found) if may_read(request.user) else [],
            "may_merge": may(request.user, Act.MERGE),
            "may_enter_data": may(request.user, Act.ENTER_DATA),
            **(noted(found, request.user) if may(request.user, Act.READ) else {}),
        },
    )
    return told.links(response) if told else response


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
    shown: list[Shown],
    assessment: Assessment,
    decision: Decision | None,
) -> about.About | None:
    """What the page tells other programs, if everybody may read it."""
    if not is_open(claim):
        return None
    site = Site.of(request)
    quotes = [one.appearance for one in shown]
    document = schema_org.document(claim, quotes, assessment, decision, site)
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


def appearances_of(claim: Claim, graph: Graph) -> list[Shown]:
    """The quotes of a claim, in their order."""
    rows: Any = claim.appearances.with_evidence().with_what_became().order_by("pk")
    return [
        Shown(
            appearance,
            excerpts.before(appearance.text_before),
            excerpts.after(appearance.text_after),
            _chains(appearance),
            graph.articles[appearance.snapshot.article_id].retracted,
        )
        for appearance in rows.with_context()
    ]


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
