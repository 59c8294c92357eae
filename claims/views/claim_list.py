"""Claims, filtered, sorted and searched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from claims.access import HtmxHttpRequest, claims_for, scope_for
from claims.filters import ClaimFilter
from claims.highlights import STARTS, STOPS
from claims.matching import means, proposals
from claims.models import Source
from claims.models.claim import SEARCH_CONFIGURATION, ClaimQuerySet
from claims.paging import SIZE, Page, UnknownPage, page, page_among, page_of, state
from claims.publish import about
from claims.publish.site import Site
from claims.tallying import (
    ALL,
    FOUND,
    MOST_FOUND,
    MOST_SHOWN,
    MOST_WEIGHED,
    Beside,
    Tally,
    kept,
    tally,
)
from claims.vocabulary import BY_ATTENTION, FLAGS, STATUSES
from provenance.replicas import reading

# The score from which a claim is shown to who searches: half of it is words, and those with the words are
# listed anyway.
NEAR_ENOUGH = 0.25
LISTED = ("status", "flag", "topic", "source")  # the filters with numbers beside their choices
NARROWED_BY = {"source": ("source", "role")}  # the other facets by the filter of their name


QUOTES_LOOKED_AT = 10  # of each claim, for one that holds what was searched for
# Statements, and of each claim the first quote with a match, with the matches between marks.
MARKED = """
    WITH asked AS MATERIALIZED (
        SELECT %(configuration)s::regconfig AS how,
            websearch_to_tsquery(%(configuration)s::regconfig, %(words)s) AS query
    )
    SELECT claim.id, ts_headline(how, claim.statement, query, %(marks)s), (
        SELECT marked FROM (
            SELECT ts_headline(how, exact, query, %(marks)s) AS marked
            FROM (
                SELECT exact FROM claims_appearance appearance
                WHERE appearance.claim_id = claim.id ORDER BY id LIMIT %(quotes)s
            ) looked_at
        ) quote
        WHERE marked LIKE %(marked)s LIMIT 1
    )
    FROM asked, claims_claim claim WHERE claim.id = ANY (%(ids)s)
"""


@dataclass(frozen=True)
class Choice:
    """One choice of a filter, with how many claims it would leave; None where that was not counted."""

    value: str
    label: str
    number: int | None
    chosen: bool


@require_safe
def claim_list(request: HtmxHttpRequest) -> HttpResponse:
    """The list; for htmx the part of it that a filter changes."""
    found = ClaimFilter(request.GET, claims_for(request.user), request=request)
    valid = found.is_valid()
    context: dict[str, Any] = {"filter": found, "state": state(request.GET)}
    if valid:
        context |= _listed(found, request.GET.get("after", ""), scope_for(request.user))
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


def _listed(found: ClaimFilter, after: str, scope: str) -> dict[str, object]:
    """The rows of the page, and the counts beside the choices."""
    try:
        numbers = numbers_of(found, LISTED, after, scope)
        rows = page_beside(numbers, found, after, ClaimQuerySet.for_list)
    except UnknownPage as error:
        raise Http404("This page of the list does not exist.") from error
    if found.words:
        _highlight(rows, found.words)
    return {
        "page": rows,
        "total": numbers[ALL].all,
        "more": numbers[ALL].weighed is not None,
        "weighed": next((one.weighed for one in numbers.values() if one.weighed), None),
        "of_period": found.of_period,
        "counted_at": numbers[ALL].counted_at,
        "choices": choices_of(found, numbers),
        "choices_shown": MOST_SHOWN,
    }


def _near(words: str, shown: Page, within: ClaimQuerySet) -> dict[str, object]:
    """Claims that are near in meaning and not on the page, and what to know of how they were found."""
    listed = {claim.pk for claim in shown.rows}
    found = proposals(words, within=within, least=NEAR_ENOUGH)
    return {"near": [one for one in found if one.claim.pk not in listed], "means": means(words)}


def choices_of(found: ClaimFilter, numbers: dict[str, Tally]) -> dict[str, list[Choice]]:
    """The choices of each filter, with how many claims each would leave."""
    data = found.form.cleaned_data
    statuses, flags = numbers["status"].of("status"), numbers["flag"].of("flag")
    topics = numbers["topic"].of("topic")
    named = [topic.name for topic in data["topic"]]
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
            Choice(name, name, topics.get(name), name in named)
            for name in [*topics, *(name for name in named if name not in topics)]
        ],
        "source": _sources(numbers["source"].of("source"), data["source"]),
    }


def _sources(numbers: dict[str, int], chosen: Source | None) -> list[Choice]:
    """The sources that most claims have as an origin or a publisher; the chosen one is always among them."""
    wanted = {int(key): number for key, number in numbers.items()}
    names = dict(Source.objects.filter(pk__in=wanted).values_list("pk", "name"))
    found = [
        Choice(str(key), names[key], number, bool(chosen and chosen.pk == key))
        for key, number in wanted.items()
        if key in names
    ]
    if chosen and chosen.pk not in names:
        found.append(Choice(str(chosen.pk), chosen.name, None, chosen=True))
    return found


def numbers_of(
    found: ClaimFilter, facets: Sequence[str], after: str, scope: str = ""
) -> dict[str, Tally]:
    """By facet, the numbers among the claims that the other filters leave, and by ALL and FOUND those of the
    list.

    Facets out of the same claims are counted by one query, and the page that comes `after` a row is found
    along with them where that costs nothing. What nothing narrows is looked up, if it was counted lately in
    this scope. Raises UnknownPage for a bad key.
    """
    if scope and not found.chosen() and (whole := kept(scope)):
        return dict.fromkeys([ALL, *facets], whole)
    together: dict[tuple[str, ...], list[str]] = {(): [FOUND]}
    for facet in facets:
        together.setdefault(found.chosen(*NARROWED_BY.get(facet, (facet,))), []).append(facet)
    most = MOST_FOUND if found.words else MOST_WEIGHED
    told: dict[str, Tally] = {}
    for names, counted in together.items():
        beside = None if names else Beside(found.order, after)
        numbers = tally(found.without(*names), counted, found.weighed_by(*names), most, beside)
        told |= dict.fromkeys(counted if names else [ALL, *counted], numbers)
    return told


def page_beside(
    numbers: dict[str, Tally],
    found: ClaimFilter,
    after: str,
    dressed: Callable[[ClaimQuerySet], ClaimQuerySet],
) -> Page:
    """A page of the list, its rows `dressed` with what is shown: out of what was found when claims were
    counted, if that has it. Raises UnknownPage for a bad key."""
    if told := numbers.get(FOUND):
        rows, order, known = dressed(found.queryset.all()), found.order, told.found
        if told.shown is not None:
            return page_of(rows, order, told.shown, first=not after)
        begun = len(known) > SIZE or told.weighed is None
        if begun and not after and order == found.weighed_by():
            return page_of(rows, order, known[: SIZE + 1])
        if told.weighed is None:
            return page_among(rows, order, known, after)
    return page(dressed(found.qs), found.order, after)


def _highlight(rows: Page, words: str) -> None:
    """Set on each row its statement with the matches marked, and a quote that matches, of the first few."""
    ids = [claim.pk for claim in rows.rows]
    marks = f"HighlightAll=true, StartSel={STARTS}, StopSel={STOPS}"
    asked: dict[str, Any] = {
        "ids": ids,
        "configuration": SEARCH_CONFIGURATION,
        "words": words,
        "marks": marks,
        "quotes": QUOTES_LOOKED_AT,
        "marked": f"%{STARTS}%",
    }
    with reading().cursor() as cursor:
        cursor.execute(MARKED, asked)
        found = {key: (statement, quote or "") for key, statement, quote in cursor.fetchall()}
    for claim in rows.rows:
        claim.marked_statement, claim.marked_quote = found[claim.pk]
