"""One person: what they are, whether they may come in, and how they did of late."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from claims.access import ROLES, Act, only_for, roles_of
from claims.actions.people import end_sessions, remove_factors, set_active
from claims.actions.tokens import revoke_all
from claims.forms.people import RoleForm
from claims.models import ApiToken, User

SHOWN = 50


@only_for(Act.MANAGE_PEOPLE)
@require_safe
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """For administrators: one person, with a form for each thing that can be changed."""
    found = get_object_or_404(User, pk=person_id)
    return render(
        request,
        "claims/person.html",
        {
            "person": found,
            "roles": [ROLES[role] for role in roles_of(found)],
            "form": RoleForm(initial={"role": found.groups.first()}),
            "oneself": found == request.user,
            "factors": Authenticator.objects.filter(user=found).order_by("pk"),
            "tokens": ApiToken.objects.standing().filter(person=found),
            "sign_ins": found.sign_ins.select_related("by")[:SHOWN],
        },
    )


@only_for(Act.MANAGE_PEOPLE)
@require_POST
def role(request: HttpRequest, person_id: int) -> HttpResponse:
    """Make somebody something else."""
    by = request.user
    assert isinstance(by, User)
    found = get_object_or_404(User, pk=person_id)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the roles."))
        return redirect("person", person_id)
    return _done(request, found, lambda: form.give(person=found, by=by), _("The role is given."))


@only_for(Act.MANAGE_PEOPLE)
@require_POST
def active(request: HttpRequest, person_id: int) -> HttpResponse:
    """Let somebody in, or shut them out."""
    by = request.user
    assert isinstance(by, User)
    found = get_object_or_404(User, pk=person_id)
    wanted = request.POST.get("active") == "1"
    said = _("This account is open again.") if wanted else _("This account is shut.")
    return _done(request, found, lambda: set_active(person=found, active=wanted, by=by), said)


@only_for(Act.MANAGE_PEOPLE)
@require_POST
def sessions(request: HttpRequest, person_id: int) -> HttpResponse:
    """Sign somebody out everywhere."""
    by = request.user
    assert isinstance(by, User)
    found = get_object_or_404(User, pk=person_id)
    return _done(
        request, found, lambda: end_sessions(person=found, by=by), _("They are signed out.")
    )


@only_for(Act.MANAGE_PEOPLE)
@require_POST
def tokens(request: HttpRequest, person_id: int) -> HttpResponse:
    """Make all tokens of somebody open nothing any more."""
    by = request.user
    assert isinstance(by, User)
    found = get_object_or_404(User, pk=person_id)
    return _done(
        request, found, lambda: revoke_all(person=found, by=by), _("Their tokens are revoked.")
    )


@only_for(Act.MANAGE_PEOPLE)
@require_POST
def factors(request: HttpRequest, person_id: int) -> HttpResponse:
    """Take away the second factors of somebody who has lost them."""
    by = request.user
    assert isinstance(by, User)
    found = get_object_or_404(User, pk=person_id)
    return _done(
        request,
        found,
        lambda: remove_factors(person=found, by=by),
        _("The second factors are removed. The password alone lets them in now."),
    )


def _done(request: HttpRequest, found: User, act: Callable[[], object], said: str) -> HttpResponse:
    """Do it and say so, or say why not."""
    try:
        act()
        messages.success(request, said)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("person", found.pk)
