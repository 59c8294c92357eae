"""Who may do what, and who asks."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class HtmxHttpRequest(HttpRequest):
    """A request that says whether htmx sent it."""

    htmx: HtmxDetails


def may_read_full_texts(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whole captured texts are other people's articles: they are for signed-in staff."""
    return user.is_authenticated and getattr(user, "is_staff", False)


def may_capture(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether this person may have pages and files captured."""
    return user.is_authenticated and getattr(user, "is_staff", False)


def may_record(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether this person may record claims from a captured text."""
    return user.is_authenticated and getattr(user, "is_staff", False)


def may_enter_data(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether links into the admin are of use to this person."""
    return user.is_authenticated and getattr(user, "is_staff", False)
