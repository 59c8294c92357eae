"""Where an invitation is accepted. Whoever has its link may open it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from claims.access import ROLES, Role
from claims.forms.people import AcceptForm
from claims.models import Invitation, SignIn
from claims.signing_in import note


@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """A form for a name and a password; once that is done, or too late, what to do instead."""
    found = Invitation.objects.opened_by(key)
    if found is None:
        raise Http404
    form = AcceptForm(request.POST if request.method == "POST" else None)
    if found.usable and form.is_bound and form.is_valid():
        user = form.accept(invitation=found)
        if user:
            note(request, SignIn.Kind.ACCEPTED, user)
            messages.success(request, _("Your account is made. Sign in with it now."))
            return redirect("account_login")
        found.refresh_from_db()
    role = ROLES[Role(found.role.name)]
    shown = {"invitation": found, "role": role, "form": form}
    status = 410 if not found.usable else 400 if form.is_bound else 200
    return render(request, "claims/invitation.html", shown, status=status)
