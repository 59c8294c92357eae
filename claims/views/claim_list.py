"""Claims, filtered, sorted and searched."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchHeadline
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from claims.access import HtmxHttpRequest, claims_for
from claims.filters import (
    CHOICES_SHOWN,
    ClaimFilter,
    flag_counts,
    source_counts,
    status_counts,
    topic_counts,
)
from claims.highlights import STARTS, STOPS
from claims.matching import means, proposals
from claims.models import Appearance, Claim
from claims.models.claim import SEARCH_CONFIGURATION, ClaimQuerySet, search_query
from claims.paging import Page, UnknownPage, page, state
from claims.publish import about
from claims.publish.site import Site
from claims.vocabulary import BY_ATTENTION, FLAGS, STATUSES

# The score from which a claim is shown to who searches: half of it is words, and those with the words are
# listed anyway.
NEAR_ENOUGH = 0.25


@dataclass(frozen=True)
class Choice:
    """One choice of a filter, with how many claims it would leave."""

    value: str
    label: str
    number: int
    chosen: bool


@require_safe
def claim_list(request: HtmxHttpRequest) -> HttpResponse:
    """The list; for htmx the part of it that a filter changes."""
    found = ClaimFilter(request.GET, claims_for(request.user), request=request)
    valid = found.is_valid()
    context: dict[str, Any] = {"filter": found, "state": state(request.GET)}
    if valid:
        context |= _listed(found, request.GET.get("after", ""))
        if found.words and "after" not in request.GET:
            context |= _near(found.words, context["page"], claims_for(request.user))
    told = about.listed("claims", request.GET, found.filters, Site.of(request)) if valid else None
    template = "claims/claim_list.html" + ("#browse" if request.htmx else "")
    context["about"] = told
    response = render(request, template, context, status=200 if valid else 400)
    if told:
        told.links(response)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _listed(found: ClaimFilter, after: str) -> dict[str, object]:
    """The rows of the page, and the counts beside the choices."""
    choices = choices_of(found)
    try:
        rows = page(found.qs.prefetch_related("topics").defer("search"), found.order, after)
    except UnknownPage as error:
        raise Http404("This page of the list does not exist.") from error
    if found.words:
        _highlight(rows, found.words)
    chosen = [choice.number for choice in choices["status"] if choice.chosen]
    return {
        "page": rows,
        "total": sum(chosen or [choice.number for choice in choices["status"]]),
        "choices": choices,
        "choices_shown": CHOICES_SHOWN,
    }


def _near(words: str, shown: Page, within: ClaimQuerySet) -> dict[str, object]:
    """Claims that are near in meaning and not on the page, and what to know of how they were found."""
    listed = {claim.pk for claim in shown.rows}
    found = proposals(words, within=within, least=NEAR_ENOUGH)
    return {"near": [one for one in found if one.claim.pk not in listed], "means": means(words)}


def choices_of(found: ClaimFilter) -> dict[str, list[Choice]]:
    """The choices of each filter, counted among the claims that the other filters leave."""
    data = found.form.cleaned_data
    statuses = status_counts(found.without("status"))
    flags = flag_counts(found.without("flag"))
    topics = dict(topic_counts(found.without("topic")))
    chosen = [topic.name for topic in data["topic"]]
    return {
        "status": [
            Choice(code, STATUSES[code].label, statuses.get(code, 0), code in data["status"])
            for code in BY_ATTENTION
        ],
        "flag": [
            Choice(code, term.label, flags.get(code, 0), code in data["flag"])
            for code, term in FLAGS.items()
            if flags.get(code) or code in data["flag"]
        ],
        "topic": [
            Choice(name, name, topics.get(name, 0), name in chosen)
            for name in [*topics, *(name for name in chosen if name not in topics)]
        ],
        "source": [
            Choice(str(key), name, number, data["source"] is not None and data["source"].pk == key)
            for key, name, number in source_counts(found.without("source", "role"), data["source"])
        ],
    }


def _highlight(rows: Page, words: str) -> None:
    """Set on each row its statement with the matches marked, and a quote that matches."""
    ids = [claim.pk for claim in rows.rows]
    statements = dict(_marked(Claim.objects.filter(pk__in=ids), "statement", words))
    quotes = _marked(
        Appearance.objects.filter(claim__in=ids).order_by("pk"), "exact", words, key="claim"
    )
    matched = {claim: quote for claim, quote in quotes if STARTS in quote}
    for claim in rows.rows:
        claim.marked_statement = statements[claim.pk]
        claim.marked_quote = matched.get(claim.pk, "")


def _marked(rows: QuerySet, field: str, words: str, key: str = "pk") -> list[tuple[int, str]]:
    """A text of each row with the matches between marks."""
    headline = SearchHeadline(
        field,
        search_query(words),
        config=SEARCH_CONFIGURATION,
        start_sel=STARTS,
        stop_sel=STOPS,
        highlight_all=True,
    )
    return list(rows.values_list(key, headline))
