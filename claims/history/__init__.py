"""What happened to a record, from the trail, newest first: who did what, when, from which page, and why.

    reading  ──▸  the events of everything that hangs on the record (parts), one page of them
    telling  ──▸  the same in words, one act at a time, value by value

An act is what one person, or the program, wrote in one go.
"""

from dataclasses import replace

from django.db.models import Model

from claims.history.reading import events
from claims.history.telling import Act, Change, Short, Told, in_short, told
from claims.paging import Page

__all__ = ["Act", "Change", "Short", "Told", "history", "latest"]

SIZE = 50  # events of a page


def history(of: type[Model], record: int, after: str = "", size: int = SIZE) -> Page:
    """A page of the acts that changed a claim, an article or a source, whether it is still there or not.

    One query finds the events (two those of the first page), and one or two the names of each kind of record
    that they refer to, however long the trail. An act of more than a page goes on on the next.
    Raises UnknownPage for a key that no page gave out.
    """
    found, following = events(of, record, after, size)
    return Page(told(found), following, first=not after)


def latest(of: type[Model], record: int, size: int = 10) -> list[Short]:
    """The acts that the last few events belong to, in short; the last of them `goes_on` if these are not
    all that it did. Three queries: which events there are, those, and who did it."""
    found, _following = events(of, record, "", size + 1)
    shown, rest = found[:size], found[size:]
    acts = in_short(shown)
    if acts and rest and rest[0].act == shown[-1].act and acts[-1].at == rest[0].at:
        acts[-1] = replace(acts[-1], goes_on=True)
    return acts
