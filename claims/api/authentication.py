"""Whose token it is."""

import pghistory
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from claims.access import person
from claims.actions.tokens import note_use
from claims.models import ApiToken, User
from claims.models.api_token import digest
from claims.models.written import ANY, Written

TOKEN = Written(lambda: ApiToken.objects.filter(sha256=ANY))
SCHEME = "bearer"
MISSING = _("Send “Authorization: Bearer” with your token behind it.")
UNKNOWN = _("There is no such token. Make one at /me/tokens/.")
REVOKED = _("This token was revoked. Make another at /me/tokens/.")
EXPIRED = _("This token has expired. Make another at /me/tokens/.")
SHUT = _("The account of this token is shut.")


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer` and a token of `/me/tokens/`."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """Its person and itself; None without the header, when a browser's session may speak."""
        scheme, _space, secret = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if not scheme:
            return None
        if scheme.lower() != SCHEME or not secret.strip():
            raise AuthenticationFailed(MISSING)
        token = _standing(secret.strip())
        note_use(token)
        pghistory.context(token=token.name)  # beside what the trail notes of a request
        return token.person, token

    def authenticate_header(self, request: Request) -> str:
        """How one is to say who one is."""
        return 'Bearer realm="Provenance"'


def _standing(secret: str) -> ApiToken:
    """The token, if it opens anything, and why it does not otherwise."""
    token = next(iter(TOKEN.about(digest(secret))), None)
    if token is None:
        raise AuthenticationFailed(UNKNOWN)
    if token.revoked_at is not None:
        raise AuthenticationFailed(REVOKED)
    if not token.stands:
        raise AuthenticationFailed(EXPIRED)
    owner = person(token.person_id)
    if owner is None or not owner.is_active:
        raise AuthenticationFailed(SHUT)
    token.person = owner
    return token
