"""What a program enters at once: a claim with its figures; a quote with all that an article says of who
said so.

Nobody looks on, so a claim whose statement is on record is refused unless it is meant, as the form asks
whoever records one first to look at the claims that look alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from claims.actions.claims import Quoted, add_figure, attribute, record_claim, record_quote
from claims.actions.recording import recording
from claims.importing.record import claim_that_says
from claims.models import Appearance, Attribution, Claim, Figure, Source, User
from claims.refusals import check


class SaidAlready(Exception):
    """A claim on record says exactly this; `claim` is its id."""

    def __init__(self, claim: int) -> None:
        """Keep which."""
        super().__init__(str(claim))
        self.claim = claim


@dataclass(frozen=True)
class Said:
    """A link of a chain: a source, and `via` whom the article had it, by the place of that link in the
    list, which comes before."""

    source: Source
    via: int | None = None
    self_interested: bool = False


def enter_claim(
    *,
    statement: str,
    figures: Iterable[Mapping[str, Any]],
    by: User | None,
    meant: bool = False,
    reason: str = "",
    **fields: Any,
) -> Claim:
    """Record a claim with its figures; `fields` are the others of `record_claim`.

    Raises SaidAlready if the statement is on record and nobody said that another claim is `meant`, and
    ValidationError for a figure that is none.
    """
    with recording(by=by, reason=reason):
        if not meant:
            _refuse_said(statement)
        claim = record_claim(statement=statement, by=by, reason=reason, **fields)
        for figure in figures:
            check(Figure(claim=claim, **figure))
            add_figure(claim=claim, by=by, **figure)
    return claim


def _refuse_said(statement: str) -> None:
    """Look for a claim of these words, as an import does, one program at a time."""
    words = " ".join(statement.split())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('claims_claim.statement ' || lower(%s), 0))",
            [words],
        )
    if found := claim_that_says(words):
        raise SaidAlready(found)


def enter_quote(
    *, quoted: Quoted, said: Sequence[Said], by: User | None, reason: str = ""
) -> Appearance:
    """Record a quote with its chains of attributions, however long and many.

    Raises SaidAlready as `enter_claim` does, AlreadyRecorded as `record_quote` does, and IntegrityError for
    chains that PostgreSQL refuses.
    """
    with recording(by=by, reason=reason or "read and recorded"):
        if not quoted.claim and not quoted.meant:
            _refuse_said(quoted.statement)
        appearance = record_quote(quoted=quoted, by=by)
        links: list[Attribution] = []
        for one in said:
            via = None if one.via is None else links[one.via]
            links.append(
                attribute(
                    appearance=appearance,
                    source=one.source,
                    via=via,
                    self_interested=one.self_interested,
                    by=by,
                )
            )
        return appearance
