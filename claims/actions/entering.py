"""A quote, with all that an article says of who said so, put on record at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.actions.claims import Quoted, attribute, record_quote
from claims.actions.recording import recording
from claims.models import Appearance, Attribution, Source, User


@dataclass(frozen=True)
class Said:
    """A link of a chain: a source, and `via` whom the article had it, by the place of that link in the
    list, which comes before."""

    source: Source
    via: int | None = None
    self_interested: bool = False


def enter_quote(
    *, quoted: Quoted, said: Sequence[Said], by: User | None, reason: str = ""
) -> Appearance:
    """Record a quote with its chains of attributions, however long and many.

    Raises AlreadyRecorded as `record_quote` does, and IntegrityError for chains that PostgreSQL refuses.
    """
    with recording(by=by, reason=reason or "read and recorded"):
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
