"""Who may: the person by their role, and a token by its scopes. Deny, until somebody has thought of it."""

from django.utils.translation import gettext as _
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from claims.access import Act, granted, may
from claims.models import ApiToken
from claims.problems import Problem
from claims.vocabulary import Scope

EVERYBODY = None  # what the public may read, as far as `claims.access` opens it


class Gate(BasePermission):
    """Lets in whom the resource's `needs` name, by the method."""

    def has_permission(self, request: Request, view: object) -> bool:
        """Whether they may; a token too small for it is told what it lacks."""
        needs = getattr(view, "needs", {})
        method = "GET" if request.method == "HEAD" else request.method
        if method not in needs:
            # Without a handler the answer is 405. With one, nobody has said who may.
            return method not in getattr(view, "allowed_methods", ())
        need: Act | None = needs[method]
        enough(request, need)
        return need is EVERYBODY or may(request.user, need)


def enough(request: Request, need: Act | None) -> None:
    """Raise Problem for a token whose scopes do not name what is asked."""
    token = request.auth
    if not isinstance(token, ApiToken) or granted(token.scopes, need or Act.READ):
        return
    lacking = next(scope for scope in Scope if granted([scope], need or Act.READ))
    raise Problem(
        403,
        _("This token lacks the scope “%(scope)s”. Make one that has it.") % {"scope": lacking},
        headers={"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{lacking}"'},
    )
