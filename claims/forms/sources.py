"""Sources, as somebody names them in a form."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models import Source

NUMBERED = re.compile(r"\(#(\d{1,18})\)$")
SAME_NAMES_SHOWN = 5


def named_source(name: str, kind: str) -> Source:
    """The source of this name, or a new one of this kind that is not stored yet.

    `(#12)` behind the name tells namesakes apart. Raises ValidationError, which says what to do.
    """
    if number := NUMBERED.search(name):
        found = list(Source.objects.filter(pk=int(number[1])))
    else:
        found = list(Source.objects.named(name)[:SAME_NAMES_SHOWN])
    if kind and not number:
        return _new_or_known(name, kind, found)
    if not found:
        raise forms.ValidationError(
            _("No source on record has this name. Choose what it is to make it, or search again.")
        )
    if len(found) > 1:
        raise forms.ValidationError(
            _("Several sources have this name. Enter one of these: %(names)s.")
            % {"names": ", ".join(numbered(source) for source in found)}
        )
    return found[0]


def _new_or_known(name: str, kind: str, found: list[Source]) -> Source:
    """A new source, unless one of this name is on record: then it must be of this kind."""
    if not found:
        return Source(name=name, kind=kind)
    same = [source for source in found if source.kind == kind]
    if len(same) != 1:
        raise forms.ValidationError(
            _("This name is on record. Enter one of these and leave the kind alone: %(names)s.")
            % {"names": ", ".join(numbered(source) for source in found)}
        )
    return same[0]


def named(source: Source) -> str:
    """The name of a source, with its number if it has namesakes."""
    alone = Source.objects.named(source.name).count() == 1
    return source.name if alone else numbered(source)


def numbered(source: Source) -> str:
    """A source that namesakes cannot be taken for."""
    return f"{source.name} (#{source.pk})"


def named_after_host(source: Source) -> bool:
    """Whether the program named it after its web host, because its page gave it no name, or one that
    another source has."""
    name, host = source.name.casefold(), source.host
    return bool(host) and (name in (host, f"www.{host}") or name.endswith(f"({host})"))
