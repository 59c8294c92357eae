"""Notes in the trail of accounts: sign-ins, and what changes in how people sign in.

Our own code sends and hears no signals. These are Django's and allauth's, and the only way in which the
two tell what happened; all that hears them is here.
"""

import ipaddress
import re
from typing import Any

from allauth.account import signals as account
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth
from django.db.models import Q
from django.http import HttpRequest

from claims.models import SignIn, User

Kind = SignIn.Kind
Type = Authenticator.Type

FACTORS = {
    Type.TOTP: "authenticator app",
    Type.RECOVERY_CODES: "recovery code",
    Type.WEBAUTHN: "security key",
}

# The first that a browser's long name contains: Edge also calls itself Chrome, and Chrome Safari.
BROWSERS = ("Edg", "OPR", "Firefox", "Chrome", "Safari", "curl")
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
CALLED = {"Edg": "Edge", "OPR": "Opera", "Mac OS": "macOS"}


def connect() -> None:
    """Hear them. Called once, when Django has loaded its apps."""
    auth.user_logged_in.connect(signed_in)
    auth.user_logged_out.connect(signed_out)
    auth.user_login_failed.connect(failed)
    account.password_changed.connect(password_changed)
    account.password_set.connect(password_changed)
    account.password_reset.connect(password_reset)
    account.email_changed.connect(email_changed)
    mfa.authenticator_added.connect(factor_added)
    mfa.authenticator_reset.connect(factor_added)
    mfa.authenticator_removed.connect(factor_removed)
    mfa.authentication_failed.connect(factor_failed)


def note(request: HttpRequest | None, kind: str, user: User | None, detail: str = "") -> SignIn:
    """Write one entry, with where the request came from."""
    found = request.META if request else {}
    # Behind proxies of ours the address is that of who asked the first of them.
    address = get_adapter().get_client_ip(request) if found.get("REMOTE_ADDR") else ""
    return SignIn.objects.create(
        user=user,
        kind=kind,
        detail=detail[:100],
        network=network_of(address),
        browser=browser_of(found.get("HTTP_USER_AGENT", "")),
    )


def signed_in(request: HttpRequest | None, user: User, **_: Any) -> None:
    """Somebody is in; how they got in is in allauth's records of the session."""
    records = get_authentication_records(request, user) if request else []
    note(request, Kind.SIGNED_IN, user, ", ".join(_means(record) for record in records))


def signed_out(request: HttpRequest | None, user: User | None, **_: Any) -> None:
    """Somebody is out; nobody, if they were not in."""
    if user is not None:
        note(request, Kind.SIGNED_OUT, user)


def failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """A name and a password that do not belong together. What was typed is not kept."""
    typed = str(credentials.get("email") or credentials.get("username") or "")
    known = User.objects.filter(Q(username__iexact=typed) | Q(email__iexact=typed))
    note(request, Kind.FAILED, known.first() if typed else None, "password")


def password_changed(request: HttpRequest, user: User, **_: Any) -> None:
    """By the person, who knew the old one."""
    note(request, Kind.PASSWORD_CHANGED, user)


def password_reset(request: HttpRequest, user: User, **_: Any) -> None:
    """By whoever reads the person's e-mail."""
    note(request, Kind.PASSWORD_RESET, user)


def email_changed(request: HttpRequest, user: User, **_: Any) -> None:
    """To an address that was confirmed; which, is in the trail of the person."""
    note(request, Kind.EMAIL_CHANGED, user)


def factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """An app, a key, or a set of recovery codes."""
    if authenticator.type == Type.RECOVERY_CODES:
        note(request, Kind.CODES_MADE, user)
    else:
        note(request, Kind.FACTOR_ADDED, user, FACTORS[authenticator.type])


def factor_removed(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    """The recovery codes go with the last of the others."""
    note(request, Kind.FACTOR_REMOVED, user, FACTORS[authenticator.type])


def factor_failed(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """A wrong code."""
    note(request, Kind.FAILED, user, FACTORS[authenticator.type])


def _means(record: dict[str, Any]) -> str:
    """By what means somebody showed who they are."""
    if record.get("passwordless"):
        return "passkey"
    if record["method"] == "mfa":
        return FACTORS[record["type"]]
    return str(record["method"]).replace("_", " ")


def network_of(address: str) -> str:
    """The network that an address is in: its first three numbers of four, or what a site gets of IPv6."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{found}/{24 if found.version == 4 else 48}", strict=False))


def browser_of(agent: str) -> str:
    """A browser and its system in two words, as far as it says: “Firefox on Linux”."""
    browser = next((name for name in BROWSERS if re.search(rf"{name}\w*/", agent)), "")
    system = next((name for name in SYSTEMS if name in agent), "")
    return " on ".join(CALLED.get(name, name) for name in (browser, system) if name)
