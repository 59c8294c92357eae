"""Where the sentences of a text stand.

PURE: no Django. sentencex finds the ends of sentences inside a paragraph; what is ours is round it:
lines (headings, list items and captions have no full stop), quotations of several sentences, titles and
initials before a name, and a bound on the work, so that any text takes time in proportion to its length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]

# How much of a paragraph sentencex sees at a time, in code points: some of its steps are quadratic.
WINDOW = 4_000
# A text wrapped by hand or by a mail program has no line longer than this; prose in one line has.
WRAPPED = 120
# Headings are shorter than this, so a longer line that ends in mid-air goes on below.
HEADING = 40
# A PDF breaks lines by the width of letters, not by their number: where so many lines of a block, in parts
# of one, have FULL of the column's length, it is running text; a line shorter than BROKEN of it ends there.
NARROWEST, FEWEST_LINES, MOSTLY, FULL, BROKEN = 25, 3, 0.6, 0.75, 0.6

OPENING, CLOSING = "“‘«„\"'([", "”’»\"')]"
_ENDS = tuple(".!?…:;。！？" + CLOSING)
_BULLET = re.compile(r"[ \t]*(?:[-*•‣◦▪●·–—]|\d{1,3}[.)]|[a-zA-Z]\))[ \t]+(?=\S)")
_QUOTE = re.compile("[“”„«»\"]|(?<!\\w)['‘](?=\\w)|(?<=[.!?…])['’](?!\\w)")
_OPENS_NEXT = re.compile(r"\s(?P<quotes>[“‘«„\"'(\[]+)\s*$")
_CLOSES_LAST = re.compile(r"\s*(?P<quotes>[”’»\"')\]]+)(?=\s|$)")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(“\"])(?:Dr|Mr|Mrs|Ms|Mx|Prof|Gen|Sen|Rep|Gov|Lt|Col|Maj|Sgt|Cpl|Capt|Rev|Hon|St|Ft|Mt"
    r"|vs|[Aa]pprox|ca|cf|Nos?|Figs?|Art|[Ii]\.e|[Ee]\.g)\.\s*$"
)
# Words that sentencex takes for abbreviations, which they are not before a capital.
_WHOLE_WORD = re.compile(r"\b(?:may|May|me|no|art|ill|miss|ore)(?=\.\s+[“\"'(]?[A-Z])")
_INITIAL = re.compile(r"(?:^|[\s(“\".])[A-HJ-Z]\.\s*$")
_SAID = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|asked|asks|wrote|writes|added|told|replied|shouted)\b"
)
# After these a sentence goes on, whatever begins the next line; few headings end so.
_MID_AIR = re.compile(
    r"(?:[,;&]|\b(?:a|an|the|of|and|or|nor|but|that|which|who|whose|by|from|with|than|because"
    r"|its|his|her|their|our|has|have|had|was|were|been|will|would|between|into|per))$"
)
_CAPTION = re.compile(r"(?:Fig(?:ure|\.)?|Table|Chart|Photo(?:graph)?|Image|Source|Credit)\b[ :.]?")
_STARTER = re.compile(
    r"(?:The|This|That|These|Those|It|He|She|We|They|But|And|In|On|At|If|When|Then|There|As|Yet)\b"
)


@dataclass(frozen=True)
class Sentence:
    """A sentence where it stands: `text[start:end]`, counted in code points, with no space around it."""

    text: str
    start: int
    end: int


def sentences(text: str, language: str = "en") -> list[Sentence]:
    """The sentences of a text in order, none overlapping another. Never raises.

    `language` is an ISO 639 code; sentencex falls back to English rules for one that it does not know.
    A heading, a list item or a caption counts as a sentence, without its bullet.
    """
    found = []
    for start, end in _paragraphs(text):
        for first, last in _within(text[start:end], language):
            words = text[start + first : start + last]
            kept = words.strip()
            if any(letter.isalnum() for letter in kept):
                at = start + first + len(words) - len(words.lstrip())
                found.append(Sentence(kept, at, at + len(kept)))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph begins and ends: a line, or the lines over which a sentence was wrapped."""
    block: list[tuple[int, str]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            block.append((at, line))
        else:
            yield from _joined(block)
            block = []
        at += len(line)
    yield from _joined(block)


def _joined(block: list[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """The lines between two empty ones, joined where a line goes on in the next."""
    lengths = [len(line.strip()) for _, line in block]
    width = max((len(line.rstrip()) for _, line in block), default=0)
    column = _column(lengths)
    start, before = -1, ""
    for at, line in block:
        bullet = _BULLET.match(line)
        on = _goes_on(before, line, width) or _broken(before, line, column)
        if start >= 0 and (bullet or not on):
            yield start, at
            start = -1
        if start < 0:
            start = at + (bullet.end() if bullet else 0)
        before = line
    if start >= 0:
        yield start, block[-1][0] + len(block[-1][1])


def _column(lengths: list[int]) -> int:
    """How long lines are that were broken to fit a column; 0 if these were not. Of twenty lines one may be
    longer: an address is not broken."""
    width, lines = sorted(lengths)[(len(lengths) - 1) * 19 // 20] if lengths else 0, lengths[:-1]
    full = sum(length >= width * FULL for length in lines)
    fits = NARROWEST <= width <= WRAPPED and len(lengths) >= FEWEST_LINES
    return width if fits and full >= len(lines) * MOSTLY else 0


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a sentence may go on from a line into the next."""
    line, following = line.strip(), following.strip()
    if _MID_AIR.search(line) or _ABBREVIATED.search(line):
        return True
    if not line.endswith(_ENDS) and len(line) >= HEADING and following[0].islower():
        return True
    if _alone(line) or _alone(following):
        return False
    first = following[: WRAPPED + 1].split(maxsplit=1)[0]
    return HEADING <= width <= WRAPPED and len(line) + 1 + len(first) > width


def _broken(line: str, following: str, column: int) -> bool:
    """Whether a line of a column was broken in the middle of a sentence. A heading is shorter."""
    line, following = line.strip(), following.strip()
    if not column or line.endswith(_ENDS) or len(line) < column * BROKEN:
        return False
    return not (_alone(line) or _alone(following))


def _alone(line: str) -> bool:
    """Whether a line is a caption, by its first word, or a heading with capitals: of at least three words
    that are no short ones, nearly all."""
    if _CAPTION.match(line):
        return True
    long = [word for word in line.split() if len(word) > 3]
    return len(long) > 2 and sum(word[0].isupper() for word in long) * 4 >= len(long) * 3


def _within(paragraph: str, language: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a paragraph begin and end, with the space after them."""
    start = 0
    for end in _ends(paragraph, language):
        quotes = _CLOSES_LAST.match(paragraph, end, end + 50)
        if quotes and quotes.end() > end and not paragraph[end:].startswith((" ", "\n")):
            end = quotes.end()
        opened = _OPENS_NEXT.search(paragraph, max(start, end - 50), end)
        if opened:
            end = opened.start("quotes")
        if end <= start or _same_sentence(paragraph, start, end):
            continue
        yield start, end
        start = end
    if start < len(paragraph):
        yield start, len(paragraph)


def _same_sentence(paragraph: str, start: int, end: int) -> bool:
    """Whether what stands before `end` is no whole sentence, though sentencex cuts there."""
    before, after = paragraph[max(start, end - 50) : end], paragraph[end : end + 80].lstrip()
    if _ABBREVIATED.search(before):
        return True
    if _INITIAL.search(before) and not _STARTER.match(after):
        return True
    asked = before.rstrip().endswith(("!”", "?”", '!"', '?"', "!’", "?’", "!'", "?'"))
    return asked and (after[:1].islower() or bool(_SAID.match(after)))


def _ends(paragraph: str, language: str) -> Iterator[int]:
    """Where sentencex ends sentences, seen through a window that moves from sentence to sentence.

    Quotation marks are hidden from it: it would keep a quotation of five sentences in one piece. So are
    characters that it cannot take, and words that it would take for abbreviations.
    """
    plain = _QUOTE.sub(" ", paragraph.encode("utf-8", "replace").decode("utf-8"))
    plain = re.sub(r"[\x00-\x1f\x7f]", " ", plain)
    plain = _WHOLE_WORD.sub(lambda found: "x" * len(found.group()), plain)
    start = 0
    while start < len(plain):
        seen = plain[start : start + WINDOW]
        ends = [start + each["end_index"] for each in get_sentence_boundaries(language, seen)]
        if start + WINDOW < len(plain):
            ends = [end for end in ends if end < start + WINDOW]
            yield from ends
            start = ends[-1] if ends else start + WINDOW
        else:
            yield from ends
            return
