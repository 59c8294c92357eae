"""Where quotes stand in what was captured of their articles."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claims import anchoring, differences
from claims.importing.record import Capture, captures
from claims.quotes import as_it_stands
from claims.spreadsheets.words import Words as _

SHOWN = 300  # characters of a passage that a message shows


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands in a capture, and what stands around it."""

    snapshot: int
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class NotThere:
    """The quote cannot be recorded from what was captured; the words say what to do."""

    words: str


# None: nothing on record speaks against the quote, for no full text was captured.
Found = Place | NotThere | None


def places(quotes: Mapping[int, set[str]]) -> Iterator[tuple[int, str, Found]]:
    """For each quote of each article (by its id): the place where it stands, or why there is none."""
    for texts in captures(quotes):
        article = texts[0].article
        for quote in quotes[article]:
            yield article, quote, _found(texts, quote)


def _found(texts: list[Capture], quote: str) -> Found:
    """The place in the latest full text; else in the latest excerpt that has it."""
    for text in texts:
        found = _in(text, quote)
        if text.full or not isinstance(found, NotThere):
            return found
    return None


def _in(capture: Capture, quote: str) -> Place | NotThere:
    located = anchoring.locate(capture.text, as_it_stands(capture.text, quote))
    if len(located.places) == 1:
        return place(capture.id, capture.text, *located.places[0])
    if located.places:
        return NotThere(
            _(
                "These words stand in {count} places of the captured article. Paste more of the "
                "sentence, so that it is clear which is meant.",
                count=len(located.places),
            )
        )
    near = located.nearest
    if near and not differences.differ(differences.compare(quote, near.words)):
        return place(capture.id, capture.text, near.start, near.end)
    return NotThere(_not_in(near))


def _not_in(near: anchoring.Passage | None) -> str:
    opening = _("The quote is not in the capture of the article.")
    if near is None:
        return _(
            "{opening} Nothing there is near it. Check the address, or capture the article again "
            "and import this row then.",
            opening=opening,
        )
    shown = near.words if len(near.words) <= SHOWN else f"{near.words[: SHOWN - 1]}…"
    return _(
        "{opening} The nearest words there, to be copied if they are meant: “{shown}”",
        opening=opening,
        shown=shown,
    )


def place(snapshot: int, text: str, start: int, end: int) -> Place:
    """A place in a text, with what stands around it."""
    found = anchoring.selector(text, start, end)
    return Place(snapshot, start, end, found.exact, found.prefix, found.suffix)
