"""One's own account: what one is, how one signs in, and the sign-ins of late."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from claims.access import ROLES, roles_of, signed_in
from claims.models import User

SHOWN = 20


@signed_in
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """What there is to know and to change."""
    user = request.user
    assert isinstance(user, User)
    return render(
        request,
        "claims/account.html",
        {
            "roles": [ROLES[role] for role in roles_of(user)],
            "has_factor": Authenticator.objects.filter(user=user).exists(),
            "sign_ins": user.sign_ins.select_related("by")[:SHOWN],
        },
    )


@signed_in
@require_POST
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one of one's own sessions; this one is ended by signing out."""
    found = get_object_or_404(UserSession, pk=session_id, user_id=request.user.pk)
    if found.is_current():
        return redirect("account_logout")
    get_adapter().end_sessions([found])
    return redirect("usersessions_list")
