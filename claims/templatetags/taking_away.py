"""Links by which a list is taken away, with the filters that it shows, and to the newsroom's feeds."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse

register = template.Library()

NAMES = {"csv": "CSV", "xlsx": "Excel", "jsonl": "JSON Lines", "atom": "Atom"}


@register.inclusion_tag("claims/take_away.html")
def take_away(listed: str, state: str = "", *, what: str = "", feed: bool = True) -> dict[str, Any]:
    """Links to a list in each form. `what` says what is taken, if it is not the list of the page."""
    forms = [form for form in NAMES if feed or form != "atom"]
    return {
        "what": what,
        "links": [(NAMES[form], list_address(listed, form, state)) for form in forms],
    }


@register.inclusion_tag("claims/feeds.html")
def feeds() -> dict[str, Any]:
    """Links to the newsroom's feeds, which there are where something is open to everybody."""
    return {"open": bool(settings.PUBLIC)}


def list_address(listed: str, form: str, state: str = "") -> str:
    """Where a list is in a form; the queue is no list for everybody, and so has a name of its own."""
    name = "review_export" if listed == "review" else "list_export"
    keys = {"form": form} if listed == "review" else {"listed": listed, "form": form}
    return reverse(name, kwargs=keys) + (f"?{state}" if state else "")
