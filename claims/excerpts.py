"""What is shown of a captured text: quotes in their context, and marks where they stand.

PURE: no Django. Offsets count Unicode code points.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+")
REACH = 300  # code points that are looked at on either side of a quote


@dataclass(frozen=True)
class Span:
    """Where something stands in a text; `key` says what."""

    start: int
    end: int
    key: int = 0


@dataclass(frozen=True)
class Segment:
    """A piece of a text under the same marks, from `start` on; `opens` and `closes` are those that begin
    or end here."""

    text: str
    start: int = 0
    marks: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Passage:
    """A part of a text in paragraphs; `cut_before` and `cut_after` where more of the text goes on."""

    paragraphs: tuple[tuple[Segment, ...], ...]
    cut_before: bool = False
    cut_after: bool = False


def before(text: str) -> str:
    """Of the text before a quote, what belongs to its paragraph, and at most one sentence of it."""
    line = text.rpartition("\n")[2]
    ends = [match.end() for match in SENTENCE_END.finditer(line)]
    whole = [end for end in ends if end < len(line.rstrip())]
    if whole:
        return line[whole[-1] :]
    if ends:
        return line[ends[-2] if len(ends) > 1 else 0 :]
    return line


def after(text: str) -> str:
    """Of the text after a quote, the rest of its sentence, or one sentence, within its paragraph."""
    line = text.partition("\n")[0]
    found = SENTENCE_END.search(line, 1) if line.strip() else None
    return line[: found.end()].rstrip() if found else line


def window(text: str, span: Span) -> Span:
    """A quote with its context: what people may read who may not read the whole text."""
    earlier = before(text[max(0, span.start - REACH) : span.start])
    later = after(text[span.end : span.end + REACH])
    return Span(span.start - len(earlier), span.end + len(later))


def windows(text: str, spans: Iterable[Span]) -> list[Span]:
    """The windows of several quotes in the order of the text; those that touch become one."""
    joined: list[Span] = []
    for found in sorted((window(text, span) for span in spans), key=lambda span: span.start):
        if joined and found.start <= joined[-1].end + 1:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, found.end))
        else:
            joined.append(found)
    return joined


def passages(text: str, spans: list[Span], parts: Iterable[Span]) -> list[Passage]:
    """The parts of a text that are shown, in paragraphs, with the spans marked.

    Spans may overlap, nest and cross the ends of paragraphs.
    """
    shown = []
    for part in parts:
        inside = [span for span in spans if span.start < part.end and span.end > part.start]
        paragraphs = tuple(tuple(_segments(text, line, inside)) for line in _lines(text, part))
        shown.append(Passage(paragraphs, part.start > 0, part.end < len(text)))
    return shown


def whole(text: str) -> list[Span]:
    """The part that is all of a text."""
    return [Span(0, len(text))]


def _lines(text: str, part: Span) -> Iterator[Span]:
    """The paragraphs of a part: its lines that are not blank."""
    for match in re.finditer(r"[^\n]+", text[part.start : part.end]):
        if match.group().strip():
            yield Span(part.start + match.start(), part.start + match.end())


def _segments(text: str, line: Span, spans: list[Span]) -> Iterator[Segment]:
    """A line cut wherever a span begins or ends."""
    inside = [span for span in spans if span.start < line.end and span.end > line.start]
    edges = {line.start, line.end}
    for span in inside:
        edges |= {max(span.start, line.start), min(span.end, line.end)}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        yield Segment(
            text[start:end],
            start,
            marks=tuple(span.key for span in inside if span.start <= start and end <= span.end),
            opens=tuple(span.key for span in inside if span.start == start),
            closes=tuple(span.key for span in inside if span.end == end),
        )
