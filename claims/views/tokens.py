"""The tokens by which programs use the API for whoever looks."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from claims.access import Act, only_for
from claims.actions.tokens import revoke_token
from claims.forms.tokens import TokenForm
from claims.models import ApiToken, User

SHOWN = 50  # of those that open nothing any more, the latest


@only_for(Act.READ)
@never_cache
@reauthentication_required(allow_get=True)  # a session left open makes nobody a way in
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """Those there are, and a form for another. POST makes one, and shows it this once."""
    assert isinstance(request.user, User)
    form = TokenForm(request.POST if request.method == "POST" else None, person=request.user)
    made = form.make() if form.is_valid() else None
    own = ApiToken.objects.filter(person=request.user)
    standing = own.standing()
    return render(
        request,
        "claims/tokens.html",
        {
            "form": TokenForm(person=request.user) if made else form,
            "made": made,
            "standing": standing,
            "over": own.exclude(pk__in=standing.values("pk"))[:SHOWN],
        },
        status=400 if form.is_bound and not made else 200,
    )


@only_for(Act.READ)
@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Make one of one's own tokens open nothing any more."""
    assert isinstance(request.user, User)
    found = get_object_or_404(ApiToken, pk=token_id, person=request.user)
    revoke_token(token=found, by=request.user)
    messages.success(request, _("The token “%(name)s” is revoked.") % {"name": found.name})
    return redirect("tokens")
