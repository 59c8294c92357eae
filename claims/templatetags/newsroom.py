"""What the head of every page says of the newsroom's work."""

from django import template
from django.utils.translation import gettext as _

from claims import access
from claims.access import Act, Person, may
from claims.filters import MOST_COUNTED, bounded
from claims.models import Claim
from claims.models.written import Written

register = template.Library()

WAITING = Written(lambda: Claim.objects.waiting().order_by().values("pk")[: MOST_COUNTED + 1])

# What browsers and systems call themselves; the first that fits, because most name others beside.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS": "Firefox",
    "Chrome/": "Chrome",
    "CriOS": "Chrome",
    "Chromium/": "Chromium",
    "Safari/": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "CrOS": "ChromeOS",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


@register.simple_tag
def waiting_for(user: Person) -> str:
    """How many claims wait for an editor, "99+" at most; empty for those who do not see the queue.

    One look at the index of what waits, which stops counting at a hundred.
    """
    return bounded(WAITING.number()) if user and may(user, Act.REVIEW) else ""


@register.simple_tag
def allowed(user: Person, act: str) -> bool:
    """Whether this person may do something (`claims.access.Act`)."""
    return bool(user) and may(user, Act(act))


@register.filter
def why_closed(claim: Claim) -> str:
    """Why a published claim is not read by everybody (`claims.access.why_closed`)."""
    return access.why_closed(claim)


@register.filter
def browser(user_agent: str) -> str:
    """What a user agent says of itself, in words: "Firefox on Windows"; "an unknown browser"."""
    name = next((name for sign, name in BROWSERS.items() if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS.items() if sign in user_agent), "")
    if not name:
        return _("An unknown browser")
    return _("%(browser)s on %(system)s") % {"browser": name, "system": system} if system else name
