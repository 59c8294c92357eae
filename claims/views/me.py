"""What waits for whoever looks, and what they set for themselves."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from claims.access import Act, may, only_for
from claims.actions.preferences import make_feed_token, revoke_feed_token, set_digest
from claims.agenda import agenda
from claims.forms import DigestForm
from claims.models import FeedToken, User


@only_for(Act.READ)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """The agenda, the daily mail, and the address of one's feeds, which is shown once."""
    assert isinstance(request.user, User)
    if request.method == "POST":
        return _post(request, request.user)
    return _page(request, request.user)


def _post(request: HttpRequest, person: User) -> HttpResponse:
    wanted = request.POST.get("do")
    if wanted == "digest":
        set_digest(person=person, wanted="digest" in request.POST)
    elif wanted == "revoke":
        revoke_feed_token(person=person)
    elif wanted == "token":
        if not may(person, Act.REVIEW):
            raise PermissionDenied
        address = reverse("review_feed", args=[make_feed_token(person=person)])
        return _page(request, person, request.build_absolute_uri(address))
    return redirect("me")


def _page(request: HttpRequest, person: User, feed: str = "") -> HttpResponse:
    """The page; with the address of the feeds just after it was made."""
    return render(
        request,
        "claims/me.html",
        {
            "agenda": agenda(person),
            "form": DigestForm(instance=person),
            "email": person.email,
            "feed": feed,
            "token": FeedToken.objects.filter(person=person).first(),
            "may_review": may(person, Act.REVIEW),
        },
    )
