"""What is answered when something cannot be done now and may be in a moment: a clear 503, soon, and nothing
half done. There is more to do than can be done, two saved the same, or the database or the storage is away.
Or whoever sent a form is no longer signed in, or signed in anew since they opened it.

Whoever asks is told what became of it and when to try again. A page holds what was typed.
"""

import sys
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import REASON_BAD_ORIGIN, get_token
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.csrf import csrf_failure
from psycopg_pool import PoolTimeout, TooManyRequests

from claims import problems
from claims.problems import Problem, is_for_programs, plain
from claims.storing import WORDS, StorageAway


@dataclass(frozen=True)
class Trouble:
    """Why something cannot be done now; `wait` is after how many seconds it may be tried again, if it is
    time that helps."""

    title: str | Promise
    told: str | Promise
    wait: int = 5
    safe: bool = True  # to send it again: nothing of it was saved
    status: int = 503
    sign_in: bool = False  # is what is to be done first


CROWDED = Trouble(
    _("Very many people are here at this moment"),
    _("Nothing was done with what you sent, and nothing of it was saved."),
)
DOWNLOADS = Trouble(
    _("Several lists are being downloaded at this moment"),
    _("Each takes a while, and so only some are made at a time."),
    wait=30,
)
TOO_LONG = Trouble(
    _("This took too long, and was stopped"),
    _(
        "Nothing was saved. If it happens again, ask for less at a time: fewer filters that go together, a "
        "shorter period, a smaller list."
    ),
    wait=10,
)
HELD = Trouble(
    _("Somebody else is changing the same things at this moment"),
    _("Nothing was saved."),
)
AWAY = Trouble(
    _("The database cannot be reached at this moment"),
    _(
        "Whether what you sent was saved is not certain: see whether it is there before you send it again."
    ),
    wait=30,
    safe=False,
)
BROKEN_OFF = Trouble(
    _("Two people saved at the same moment"),
    _("Only one of the two could be saved, and yours was not."),
    wait=1,
)
STORAGE_AWAY = Trouble(_("The storage does not answer"), WORDS, wait=60)
SIGNED_OUT = Trouble(
    _("You are signed out"),
    _("Nothing was saved: you signed out elsewhere, or were signed out after a long time."),
    wait=0,
    status=401,
    sign_in=True,
)
OPENED_BEFORE = Trouble(
    _("Please send it once more"),
    _(
        "Nothing was saved: since the page was opened, somebody signed in or out in this browser. If this "
        "comes again, the browser refuses cookies: allow them for this site."
    ),
    wait=0,
    status=403,
)
GONE = ("08", "57P", "53300")  # how the codes begin of a server that is not there, or takes no more


OF_POSTGRESQL = (
    (PoolTimeout, CROWDED),
    (TooManyRequests, CROWDED),
    (psycopg.errors.DeadlockDetected, BROKEN_OFF),
    (psycopg.errors.QueryCanceled, TOO_LONG),
    (psycopg.errors.LockNotAvailable, HELD),
)


def trouble(error: BaseException | None) -> Trouble | None:
    """What kept something from being done for now; None for an error that will be the same again."""
    if isinstance(error, StorageAway):
        return STORAGE_AWAY
    cause = error.__cause__ if isinstance(error, OperationalError) else None
    for kind, why in OF_POSTGRESQL:
        if isinstance(cause, kind):
            return why
    if isinstance(cause, psycopg.OperationalError):
        return AWAY if (cause.sqlstate or "08").startswith(GONE) else None
    return None


def busy(request: HttpRequest, why: Trouble) -> HttpResponse:
    """The answer: a problem for programs, for people a page from which all that was typed is sent again.

    It asks the database nothing, neither who looks.
    """
    answer = plain(as_problem(why)) if is_for_programs(request) else _page(request, why)
    if why.wait:
        answer["Retry-After"] = str(why.wait)
    answer["Cache-Control"] = "no-store"
    return answer


def as_problem(why: Trouble) -> Problem:
    """The same for programs."""
    again = _("It may be sent again after as many seconds as Retry-After says.") if why.safe else ""
    told = f"{why.title}. {why.told} {again}".rstrip()
    return Problem(why.status, told, headers={"Retry-After": str(why.wait)})


def _page(request: HttpRequest, why: Trouble) -> HttpResponse:
    sent = request.method not in ("GET", "HEAD")
    context: dict[str, Any] = {"why": why, "sent": sent, "address": request.get_full_path()}
    if sent and may_be_sent_again(request):
        context |= {"typed": typed(request), "csrf": get_token(request)}
    return HttpResponse(render_to_string("busy.html", context), status=why.status)


def page_of_500(request: HttpRequest) -> HttpResponseBase:
    """What went wrong before there was a view, such as finding out who asks, comes here too: it may be no
    fault but for now."""
    why = trouble(sys.exc_info()[1])
    return busy(request, why) if why else problems.page_of_500(request)


def page_of_403_csrf(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """A form whose token does not fit. Where the browser says that a page of this site sent it, the page was
    opened before somebody signed in: it can be sent again, with the token that fits now. What another site
    sent is not offered."""
    sent_by = request.headers.get("Origin")
    ours = sent_by and reason != REASON_BAD_ORIGIN % sent_by
    if ours and may_be_sent_again(request):
        return busy(request, OPENED_BEFORE)
    return csrf_failure(request, reason)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What the form held, field by field."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]


def may_be_sent_again(request: HttpRequest) -> bool:
    """Whether the page can hold all of it: a file it cannot, and a password it should not."""
    secret = any("password" in name for name in request.POST)
    return request.method == "POST" and not request.FILES and not secret
