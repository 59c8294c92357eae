"""One claim of the queue: why it is there, what a decision would rest on, and deciding."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from claims.access import Act, HtmxHttpRequest, may, only_for
from claims.actions.editing import Ground, awaits_sign_off, in_force, obstacle
from claims.evidence import graph_of
from claims.filters import MOST_URGENT, ReviewFilter, bounded_count
from claims.forms.review import AskForm, ConfirmForm, DecisionForm, MarkForm, SignOffForm
from claims.models import (
    Appearance,
    CaptureRequest,
    Claim,
    Correction,
    Decision,
    OriginMark,
    Source,
    User,
)
from claims.origins import Assessment, Origin, assess
from claims.paging import Columns, following, state
from claims.views.review import rows_of, told
from claims.vocabulary import (
    FLAGS,
    OUTCOMES,
    PUBLISHING,
    REASONS,
    Outcome,
    QuoteState,
    State,
)
from claims.what_changed import changes

QUOTES_SHOWN = 12
OTHERWISE = (QuoteState.REWORDED, QuoteState.CHANGED, QuoteState.GONE)
CONFLICTS = {"decided", "changed", "taken"}  # codes of a decision on ground that is another by now
CONFLICT = 409
TYPED = ("reason", "caveat", "note", "url")  # what people write into the forms here


@dataclass(frozen=True)
class OriginShown:
    """An origin of the claim, whether it counts, and what can be said of it."""

    origin: Origin
    disputes: bool
    tied: tuple[Origin, ...]
    marks: list[OriginMark]
    task: CaptureRequest | None
    marking: MarkForm
    asking: AskForm

    @property
    def counting(self) -> str:
        """Whether it counts and why."""
        return REASONS[self.origin.reason].label


@dataclass(frozen=True)
class Sent:
    """A form that came back with faults: it is shown again where it was, as it was filled in."""

    decision: DecisionForm | None = None
    confirm: ConfirmForm | None = None
    mark: MarkForm | None = None
    ask: AskForm | None = None
    sign_off: SignOffForm | None = None


NOTHING_SENT = Sent()


@dataclass
class Queue:
    """The queue as it is filtered, in which the claim stands."""

    found: ReviewFilter
    state: str
    message: str = ""
    left: str = ""
    changed: list[Claim] = field(default_factory=list)

    def after(self, claim: Claim) -> Claim | None:
        """The claim that comes next: the one after it, or else the first of the others."""
        others = self._others(claim)
        return self._beyond(claim, MOST_URGENT) or MOST_URGENT.sorted(others).first()

    def before(self, claim: Claim) -> Claim | None:
        """The claim that comes before it; None if it is the first, or does not wait."""
        return self._beyond(claim, MOST_URGENT.backwards)

    def _others(self, claim: Claim) -> QuerySet[Claim]:
        return self.found.qs.select_related("assignee").defer("search").exclude(pk=claim.pk)

    def _beyond(self, claim: Claim, order: Columns) -> Claim | None:
        if claim.waits_since is None:
            return None
        return next(iter(following(self._others(claim), order, order.key(claim), 1)), None)

    def address(self, claim: Claim | None = None) -> str:
        """The page of a claim in this queue, or of the queue."""
        path = reverse("review_claim", args=[claim.pk]) if claim else reverse("review")
        return f"{path}?{self.state}" if self.state else path


class Merged(Exception):
    """The claim was merged into another, which takes its place."""

    def __init__(self, survivor: Claim) -> None:
        """Into which one."""
        super().__init__()
        self.survivor = survivor


def leads_on(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Of a merged claim, the page of the claim that took it in; what was sent about it is shown again,
    and saved nowhere."""

    @wraps(view)
    def shown(request: HtmxHttpRequest, claim_id: int) -> HttpResponse:
        try:
            return view(request, claim_id)
        except Merged as merged:
            return _led_on(request, merged.survivor)

    return shown


def _led_on(request: HtmxHttpRequest, survivor: Claim) -> HttpResponse:
    query = state(request.GET)
    address = reverse("review_claim", args=[survivor.pk]) + (f"?{query}" if query else "")
    if request.method != "POST":
        return redirect(address)
    typed = [request.POST.get(name, "") for name in TYPED]
    part = "#answer" if request.htmx else ""
    return render(
        request,
        f"claims/review_claim.html{part}",
        {"survivor": survivor, "address": address, "typed": [text for text in typed if text]},
        status=CONFLICT,
    )


@only_for(Act.REVIEW)
@leads_on
@require_http_methods(["GET", "HEAD", "POST"])
def review_claim(request: HtmxHttpRequest, claim_id: int) -> HttpResponse:
    """The claim, alone on its page or for htmx beside the list; POST decides about it."""
    claim, queue = _opened(request, claim_id)
    if request.method == "POST":
        return _decided(request, claim, queue)
    return _shown(request, claim, queue)


@only_for(Act.MARK)
@leads_on
@require_POST
def mark(request: HtmxHttpRequest, claim_id: int) -> HttpResponse:
    """Say of an origin whether it speaks from its own knowledge, or is another."""
    assert isinstance(request.user, User)
    claim, queue = _opened(request, claim_id)
    others = Source.objects.all()
    form = MarkForm(request.POST, source=_key(request.POST.get("source")), others=others)
    if not _saved(form, claim=claim, by=request.user):
        return _shown(request, claim, queue, Sent(mark=form), status=400)
    source = form.cleaned_data["source"]
    return _done(request, claim, queue, _("Marked: %(source)s.") % {"source": source})


@only_for(Act.REVIEW)
@leads_on
@require_POST
def ask(request: HtmxHttpRequest, claim_id: int) -> HttpResponse:
    """Ask for an origin to be captured."""
    assert isinstance(request.user, User)
    claim, queue = _opened(request, claim_id)
    form = AskForm(request.POST, source=_key(request.POST.get("source")))
    if not _saved(form, claim=claim, by=request.user):
        return _shown(request, claim, queue, Sent(ask=form), status=400)
    return _done(request, claim, queue, _("Asked for. It stands among the tasks."))


@only_for(Act.DECIDE)
@leads_on
@require_POST
def sign_off(request: HtmxHttpRequest, claim_id: int) -> HttpResponse:
    """Agree to a colleague's decision to publish, or refuse it."""
    assert isinstance(request.user, User)
    claim, queue = _opened(request, claim_id)
    decision = get_object_or_404(claim.decisions, pk=_key(request.POST.get("decision")))
    form = SignOffForm(request.POST)
    if not _saved(form, decision=decision, by=request.user):
        return _shown(request, claim, queue, Sent(sign_off=form), status=400)
    if form.cleaned_data["agrees"]:
        return _next(request, claim, queue, _("Signed off: it is published."))
    return _done(request, claim, queue, _("Refused, with your reason."))


def _key(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 19 else 0


def _opened(request: HtmxHttpRequest, claim_id: int) -> tuple[Claim, Queue]:
    """The claim, and the queue that the address names; a filter that cannot be used filters nothing.

    Raises Merged for a claim that was merged into another.
    """
    assert isinstance(request.user, User)
    rows = Claim.objects.select_related("assignee").prefetch_related("topics").defer("search")
    claim = rows.filter(pk=claim_id).first()
    if claim is None:
        merged = Claim.with_merged.exclude(merged_into=None)
        raise Merged(get_object_or_404(merged, pk=claim_id).survivor)
    found = ReviewFilter(request.GET, me=request.user)
    if found.is_valid():
        return claim, Queue(found, state(request.GET))
    return claim, Queue(ReviewFilter(QueryDict(), me=request.user), "")


def _saved(form: Any, **named: Any) -> bool:
    """Whether the form could be saved; what it was refused for stands at its fields."""
    if not form.is_valid():
        return False
    try:
        form.save(**named)
    except ValidationError as error:
        _add(form, error)
        return False
    return True


def _add(form: Form, error: ValidationError) -> None:
    """Put what an action said at the fields concerned; what concerns none of them, above them."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def _decided(request: HtmxHttpRequest, claim: Claim, queue: Queue) -> HttpResponse:
    """Decide and go on to the next claim, or show the form again with what is wrong."""
    assert isinstance(request.user, User)
    if not may(request.user, Act.DECIDE):
        raise PermissionDenied
    kind = ConfirmForm if "confirm" in request.POST else DecisionForm
    form = kind(request.POST)
    if not _saved(form, claim=claim, by=request.user):
        conflict = bool(CONFLICTS & _codes(form))
        sent = Sent(decision=_open_again(form) if conflict else form)
        if isinstance(form, ConfirmForm) and not conflict:
            sent = Sent(confirm=form)
        return _shown(request, claim, queue, sent, status=CONFLICT if conflict else 400)
    outcome = Outcome(form.cleaned_data["outcome"])
    said = _("Decided: %(what)s.") % {"what": OUTCOMES[outcome].label}
    return _next(request, claim, queue, f"{said} {_until_signed(claim, outcome)}".strip())


def _until_signed(claim: Claim, outcome: Outcome) -> str:
    """What holds until a second person agrees, if one has to."""
    if outcome not in PUBLISHING or not settings.SIGN_OFF:
        return ""
    if claim.state == State.PUBLISHED:
        return _("The claim stays published as it was until a second person agrees.")
    return _("It is not published until a second person agrees.")


def _codes(form: Form) -> set[str]:
    return {str(one.code) for errors in form.errors.as_data().values() for one in errors}


def _open_again(form: DecisionForm) -> DecisionForm:
    """What was sent, with every field open: there may be nothing left to confirm."""
    again = DecisionForm(form.data)
    again.full_clean()
    for error in form.errors.as_data().get(NON_FIELD_ERRORS, []):
        again.add_error(None, error)
    return again


def _next(request: HtmxHttpRequest, claim: Claim, queue: Queue, message: str) -> HttpResponse:
    """Say what was done, and show the claim that comes next."""
    coming = queue.after(claim)  # the claim still has the key that it had before
    claim.refresh_from_db()
    queue.changed = [claim]
    queue.left = bounded_count(queue.found.qs.all())
    left = _("%(number)s left in the queue.") % {"number": queue.left}
    queue.message = f"{message} {left}"
    if not request.htmx:
        messages.success(request, queue.message)
        return redirect(queue.address(coming))
    if coming is None:
        return render(request, "claims/review_claim.html#answer", _outside(queue))
    return _shown(request, coming, queue)


def _done(request: HtmxHttpRequest, claim: Claim, queue: Queue, message: str) -> HttpResponse:
    """Say what was done, and show the claim as it is now."""
    claim.refresh_from_db()
    queue.message, queue.changed = message, [claim]
    if not request.htmx:
        messages.success(request, message)
        return redirect(queue.address(claim))
    return _shown(request, claim, queue)


def _outside(queue: Queue) -> dict[str, object]:
    """What of the list beside the panel is otherwise now: rows that go, rows that change."""
    keys = [claim.pk for claim in queue.changed]
    there = list(
        queue.found.queryset.filter(pk__in=queue.found.qs.filter(pk__in=keys).values("pk"))
        .select_related("assignee")
        .defer("search")
        if keys
        else []
    )
    still = {claim.pk for claim in there}
    return {
        "message": queue.message,
        "left": queue.left,
        "state": queue.state,
        "rows": rows_of(there) if there else [],
        "gone": [key for key in keys if key not in still],
    }


def _shown(
    request: HtmxHttpRequest,
    claim: Claim,
    queue: Queue,
    sent: Sent = NOTHING_SENT,
    status: int = 200,
) -> HttpResponse:
    """The claim's page, or for htmx the panel with what else has changed."""
    assert isinstance(request.user, User)
    context = _case(claim, request.user, sent) | _outside(queue)
    context |= {
        "waits": queue.found.qs.filter(pk=claim.pk).exists(),
        "next": queue.after(claim),
        "previous": None if request.htmx else queue.before(claim),
        "queue_address": queue.address(),
    }
    part = "#answer" if request.htmx else ""
    response = render(request, f"claims/review_claim.html{part}", context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _case(claim: Claim, user: User, sent: Sent) -> dict[str, object]:
    """All that an editor needs to see of a claim, and the forms."""
    assessment = assess(graph_of(claim))
    latest = claim.decisions.select_related("decided_by", "sign_off__signed_by").first()
    ground = Ground(assessment.digest, latest.pk if latest else None, claim.assignee_id)
    awaited = awaits_sign_off(latest)
    fresh = latest is not None and latest.digest == assessment.digest
    standing = latest if awaited and fresh else in_force(claim, latest)
    stale = standing is not None and standing.digest != assessment.digest
    origins = _origins(claim, assessment, sent)
    quotes = list(_quotes(claim)[: QUOTES_SHOWN + 1])
    return {
        "claim": claim,
        "stray": _stray(sent, origins),
        "told": told(claim),
        "assessment": assessment,
        "flags": [(FLAGS[flag.code], flag) for flag in assessment.flags],
        "origins": origins,
        "quotes": quotes[:QUOTES_SHOWN],
        "more_quotes": len(quotes) > QUOTES_SHOWN,
        "latest": latest,
        "standing": standing,
        "stale": stale,
        "changes": changes(standing.assessment, asdict(assessment)) if standing and stale else (),
        "cannot_confirm": obstacle(standing.outcome, assessment.status) if standing else "",
        "awaited": awaited,
        "published_on": in_force(claim, latest) if awaited else None,
        "own": awaited and latest is not None and latest.decided_by_id == user.pk,
        "decision": sent.decision or DecisionForm(),
        "ground": ground,
        "confirm": _confirming(standing, sent) if standing and stale else None,
        "signing": sent.sign_off or SignOffForm(),
        "may_decide": may(user, Act.DECIDE),
        "may_mark": may(user, Act.MARK),
        "may_assign": may(user, Act.ASSIGN),
    }


def _quotes(claim: Claim) -> QuerySet[Appearance]:
    """The words in the articles, with what became of them and of the articles: what is otherwise than
    it was recorded comes first."""
    corrected = Exists(Correction.objects.filter(article=OuterRef("snapshot__article")))
    return (
        claim.appearances.with_evidence()
        .prefetch_related("anchorings", "snapshot__article__corrections")
        .annotate(otherwise=Q(quote__in=OTHERWISE) | Q(corrected))
        .order_by("-otherwise", "pk")
    )


def _confirming(latest: Decision, sent: Sent) -> ConfirmForm:
    """The latest decision once more, with its reason to go on from."""
    if sent.confirm:
        return sent.confirm
    opening = _("Confirmed: ")
    reason = latest.reason if latest.reason.startswith(opening) else opening + latest.reason
    same = {"outcome": latest.outcome, "caveat": latest.caveat, "rating": latest.rating}
    return ConfirmForm(initial={**same, "reason": reason})


def _origins(claim: Claim, assessment: Assessment, sent: Sent) -> list[OriginShown]:
    """Every origin, those that assert the claim first. Two queries, however many."""
    marks = list(claim.marks.select_related("same_as", "made_by"))
    rows = CaptureRequest.objects.open().filter(claim=claim).select_related("taken_by", "asked_by")
    tasks = {task.source_id: task for task in rows}
    of: dict[int, list[OriginMark]] = defaultdict(list)
    for one in marks:
        of[one.source_id].append(one)
    return [
        OriginShown(
            origin,
            disputes,
            tuple(one for one in family.origins if one != origin),
            of[origin.source],
            tasks.get(origin.source),
            _of(sent.mark, origin.source)
            or MarkForm(source=origin.source, others=NONE, marks=of[origin.source]),
            _of(sent.ask, origin.source) or AskForm(source=origin.source),
        )
        for disputes, families in ((False, assessment.asserting), (True, assessment.disputing))
        for family in families
        for origin in family.origins
    ]


def _stray(sent: Sent, origins: list[OriginShown]) -> Form | None:
    """A form about a source that is no origin of the claim, or is none any more."""
    form = sent.mark or sent.ask
    there = {one.origin.source for one in origins}
    return form if form is not None and form.initial["source"] not in there else None


NONE = Source.objects.none()


def _of(form: Any, source: int) -> Any:
    """The form that was sent, if it is about this origin."""
    return form if form is not None and form.initial["source"] == source else None
