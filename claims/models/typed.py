"""What may be typed into a field, as the record keeps it.

Each function raises a ValidationError that says what to write instead. `host` and `language` return
the value in the record's form too: forms call them to read a field.
"""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import typed

FIRST_DAY = date(1600, 1, 1)  # before the first newspapers


def host(words: str) -> Any:
    """The name of a web host: lower case, without scheme, www, port and path."""
    try:
        return typed.host_name(words)
    except ValueError as error:
        raise ValidationError(
            _("This is not the name of a web site. Write it like example.org.")
        ) from error


def language(words: str) -> Any:
    """A language tag of BCP 47."""
    try:
        return typed.language_tag(words)
    except ValueError as error:
        raise ValidationError(
            _("Write a language tag: en for English, en-GB for British English, de for German.")
        ) from error


def words(text: str) -> None:
    """Words, and not space alone, nor what looks like space."""
    if text and not typed.says(text):
        raise ValidationError(_("There is nothing here but space. Write it out."))


def day(found: date) -> None:
    """A day on which something may have been published: until tomorrow, which it may be elsewhere."""
    if found < FIRST_DAY:
        raise ValidationError(_("No article is as old as that. Check the year."))
    if found > timezone.localdate() + timedelta(days=1):
        raise ValidationError(_("This day is still to come. Check the date, or leave it empty."))


def web_address(address: str) -> None:
    """An address that anybody can open in a browser. What is no address at all is told by Django."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return
    if parts.scheme in {"ftp", "ftps"}:  # the others that Django lets through
        raise ValidationError(_("Only addresses that begin with http:// or https:// can be kept."))
    if parts.username is not None or parts.password is not None:
        raise ValidationError(
            _("The address holds a user name or a password. Take out what stands before the @.")
        )
