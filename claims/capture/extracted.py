"""What is taken from a document, and how much may be spent on taking it.

PURE: no Django.
"""

from dataclasses import dataclass
from datetime import date

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What reading one document may cost. `seconds` are of the clock and begin when reading does;
    `memory`, in bytes, is what reading may add; `responses` are the web pages of one web archive."""

    seconds: float = 30
    memory: int = 512 * MEGABYTE
    pages: int = 2_000
    characters: int = 5_000_000
    responses: int = 50


@dataclass(frozen=True)
class Extracted:
    """The text of a document and what the document says of itself. What it does not say is empty or
    None, never guessed. `text` is as `normalised` leaves it.

    `pages` are the places, in code points, where the pages of a PDF begin; a page without text begins
    where the next one does. `content` are the document's own bytes: for a web archive, those of the
    page in it. `notes` are sentences for a person who judges whether the text can be trusted.
    """

    text: str
    title: str = ""
    byline: str = ""
    outlet: str = ""
    canonical_url: str = ""
    published_on: date | None = None
    modified_on: date | None = None
    language: str = ""
    pages: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    content: bytes = b""
    url: str = ""
    media_type: str = ""
