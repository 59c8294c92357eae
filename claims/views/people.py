"""The people of the newsroom, and the invitations that nobody has accepted yet."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from claims.access import Act, only_for
from claims.actions.people import renew as renew_invitation
from claims.actions.people import revoke as revoke_invitation
from claims.actions.people import send_invitation
from claims.forms.people import InviteForm
from claims.models import Invitation, User

CONSOLE = "django.core.mail.backends.console.EmailBackend"


@only_for(Act.MANAGE_PEOPLE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account, the open invitations, and a form for one more."""
    assert isinstance(request.user, User)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and (invitation := form.invite(by=request.user)):
        return _page(request, InviteForm(), made=invitation)
    return _page(request, form)


@only_for(Act.MANAGE_PEOPLE)
@never_cache
@require_POST
def renew(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Send an invitation again, with a new link."""
    assert isinstance(request.user, User)
    found = get_object_or_404(Invitation, pk=invitation_id)
    try:
        return _page(
            request, InviteForm(), made=renew_invitation(invitation=found, by=request.user)
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("people")


@only_for(Act.MANAGE_PEOPLE)
@require_POST
def revoke(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    assert isinstance(request.user, User)
    found = get_object_or_404(Invitation, pk=invitation_id)
    try:
        revoke_invitation(invitation=found, by=request.user)
        messages.success(request, _("The invitation of %(who)s is revoked.") % {"who": found.email})
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("people")


def _page(request: HttpRequest, form: InviteForm, made: Invitation | None = None) -> HttpResponse:
    """The page. It shows the link of an invitation that was just made, once: only the answer to the
    request that made it can, since the key is kept nowhere."""
    shown: dict[str, object] = {"form": form, "made": made}
    if made:
        link = request.build_absolute_uri(reverse("invitation", args=[made.key]))
        sent = send_invitation(invitation=made, link=link)
        shown |= {"link": link, "sent": sent and settings.EMAIL_BACKEND != CONSOLE}
    factors = Authenticator.objects.filter(user=OuterRef("pk"))
    shown["people"] = (
        User.objects.annotate(has_factor=Exists(factors))
        .prefetch_related("groups")
        .order_by("-is_active", "username")
    )
    shown["invitations"] = (
        Invitation.objects.open().select_related("role", "made_by").order_by("-pk")
    )
    return render(request, "claims/people.html", shown, status=400 if form.is_bound else 200)
