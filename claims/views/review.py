"""The queue: what waits for an editor, the most urgent first, and what can be done with many at once."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from claims.access import Act, HtmxHttpRequest, may, only_for, people_who_may
from claims.actions import assigning
from claims.filters import (
    ME,
    NOBODY,
    ReviewFilter,
    bounded_count,
)
from claims.forms.review import SeveralForm
from claims.models import CaptureRequest, Claim, Decision, SavedFilter, SignOff, User
from claims.models.claim import ClaimQuerySet
from claims.paging import UnknownPage, state
from claims.tallying import ALL, MOST_SHOWN, Tally
from claims.urgency import Standing, explained, waited
from claims.views.claim_list import LISTED, Choice, choices_of, numbers_of, page_beside
from claims.vocabulary import FLAGS, STATES, FlagCode


@dataclass(frozen=True)
class Row:
    """A claim of the queue, why it is where it is, and what of it is under way."""

    claim: Claim
    told: str
    clears: str
    pending: bool
    refused: SignOff | None
    tasks: int

    @property
    def choose(self) -> str:
        """What its box is called."""
        return _("Choose: %(statement)s") % {"statement": self.claim.statement}

    @property
    def take(self) -> str:
        """What its button is called."""
        return _("Take: %(statement)s") % {"statement": self.claim.statement}


@only_for(Act.REVIEW)
@require_safe
def review(request: HtmxHttpRequest) -> HttpResponse:
    """The list with its filters and counts; a filter that cannot be used is named."""
    return _page(request, request.GET)


@only_for(Act.ASSIGN)
@require_POST
def several(request: HtmxHttpRequest) -> HttpResponse:
    """Give the ticked claims to somebody, or file them; each left out is told with the reason."""
    assert isinstance(request.user, User)
    form = SeveralForm(request.POST, me=request.user, people=people_who_may(Act.REVIEW))
    if form.is_valid():
        _tell(request, form.carry_out(by=request.user), form.done)
    else:
        for errors in form.errors.values():
            for error in errors:
                messages.error(request, str(error))
    queue = QueryDict(request.POST.get("queue", ""))
    if request.htmx:
        return _page(request, queue, "#queue")
    return redirect(f"{reverse('review')}?{state(queue)}")


def _tell(request: HtmxHttpRequest, outcome: assigning.Outcome, done: str) -> None:
    """What was done with how many, and each claim that was left out, with the reason."""
    if number := len(outcome.changed):
        claims = ngettext("%(number)s claim", "%(number)s claims", number) % {"number": number}
        messages.success(request, _("%(claims)s %(done)s.") % {"claims": claims, "done": done})
    for one in outcome.left_out:
        messages.warning(
            request,
            _("Left as it is: “%(claim)s”. %(why)s")
            % {"claim": one.statement or one.claim, "why": one.why},
        )


def _page(request: HtmxHttpRequest, query: QueryDict, part: str = "") -> HttpResponse:
    assert isinstance(request.user, User)
    found = ReviewFilter(query, me=request.user)
    valid = found.is_valid()
    context: dict[str, object] = {"filter": found, "state": state(query)}
    if valid:
        context |= _listed(found, query.get("after", ""))
        context |= {
            "may_assign": may(request.user, Act.ASSIGN),
            "several": SeveralForm(me=request.user, people=people_who_may(Act.REVIEW)),
            "signing": settings.SIGN_OFF or bool(found.form.cleaned_data["sign_off"]),
            "again": bool(part),
            "outside": False,  # the rows stand in the list, and not beside it as an answer to htmx
            "saved": saved_filters(request.user),
            "task_count": bounded_count(CaptureRequest.objects.open()),
        }
    response = render(request, f"claims/review.html{part}", context, status=200 if valid else 400)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _listed(found: ReviewFilter, after: str) -> dict[str, object]:
    """The rows of the page, and the counts beside the choices."""
    try:
        numbers = numbers_of(found, (*LISTED, "state", "assignee"), after)
        shown = page_beside(numbers, found, after, _with_people)
    except UnknownPage as error:
        raise Http404("This page of the queue does not exist.") from error
    return {
        "page": shown,
        "rows": rows_of(shown.rows),
        "total": numbers[ALL].all,
        "more": numbers[ALL].weighed is not None,
        "weighed": next((one.weighed for one in numbers.values() if one.weighed), None),
        "choices": choices_of(found, numbers) | _more_choices(found, numbers),
        "choices_shown": MOST_SHOWN,
    }


def _with_people(claims: ClaimQuerySet) -> ClaimQuerySet:
    return claims.for_list().select_related("assignee")


def rows_of(claims: list[Claim]) -> list[Row]:
    """The claims as rows. Two queries, however many."""
    ids = [claim.pk for claim in claims]
    unsigned = _unsigned(ids) if settings.SIGN_OFF else {}
    asked = list(
        CaptureRequest.objects.open().filter(claim__in=ids).values_list("claim", flat=True)
    )
    return [
        Row(
            claim,
            told(claim),
            FLAGS[FlagCode(claim.flag_codes[0])].clears if claim.flag_codes else "",
            claim.pk in unsigned and unsigned[claim.pk] is None,
            unsigned.get(claim.pk),
            asked.count(claim.pk),
        )
        for claim in claims
    ]


def _unsigned(ids: list[int]) -> dict[int, SignOff | None]:
    """The claims whose latest decision waits for a second person, with None, or was refused by one."""
    latest = Decision.objects.filter(claim__in=ids)
    rows = (latest.awaiting() | latest.refused()).select_related("sign_off__signed_by")
    return {one.claim_id: getattr(one, "sign_off", None) for one in rows.defer("assessment")}


def told(claim: Claim) -> str:
    """Why it is where it is in the queue: "disputed; published; 4 articles; flagged 3 days ago"."""
    standing = Standing(claim.state, claim.status, claim.flag_codes, claim.article_count)
    since = claim.waits_since
    age = [waited(bool(claim.flag_codes), timezone.now() - since)] if since else []
    return "; ".join([*explained(standing), *age])


def _more_choices(found: ReviewFilter, numbers: dict[str, Tally]) -> dict[str, list[Choice]]:
    """The choices that only the queue has: the state, and to whom it is assigned."""
    data = found.form.cleaned_data
    states = numbers["state"].of("state")
    people = dict(numbers["assignee"].of("assignee"))
    mine, free = people.pop(str(found.me.pk), 0), people.pop("", 0)
    wanted = data["assignee"]
    names = User.objects.filter(pk__in=people).order_by("username").values_list("pk", "username")
    named = [Choice(str(key), name, people[str(key)], wanted == str(key)) for key, name in names]
    return {
        "state": [
            Choice(code, term.label, states.get(code, 0), code in data["state"])
            for code, term in STATES.items()
            if states.get(code) or code in data["state"]
        ],
        "assignee": [
            Choice(ME, _("me"), mine, wanted == ME),
            Choice(NOBODY, _("nobody"), free, wanted == NOBODY),
            *named,
        ],
    }


def saved_filters(user: User) -> list[tuple[SavedFilter, str]]:
    """The filters that somebody keeps, each with how many claims it leaves; empty if it cannot be
    used any more."""
    kept = []
    for one in user.saved_filters.all():
        found = ReviewFilter(QueryDict(one.query), me=user)
        kept.append((one, bounded_count(found.qs) if found.is_valid() else ""))
    return kept
