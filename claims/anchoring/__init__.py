"""Find a quote in a text, and find it again when the text has changed.

    selector ──► whole exact places ──────────────► identical, moved
                    │ none, or far from its context
                    ▼
                 the gap between its stored context  ┐
                 clusters of its rarest words        ├─► passage ─► compare word by word
                                                     ┘              reworded, changed
                    │ nothing is near enough
                    ▼
                   gone

Two questions are kept apart. *Where* is answered by similarity and context. *What became of it* is
answered by comparing words, never by similarity: "rose by 807%" and "fell by 870%" are near in every
distance and opposite in meaning.

**reworded** is a short list of what may differ; anything else is **changed**.

- Typography: case, quotation marks, dashes, ellipses, spaces, soft hyphens, ligatures, composed or
  combining accents, commas and full stops, thousands separators (3,000 = 3000, but 3.000 is another
  figure), hyphens inside a word, "n't" = not, % = per cent, & = and, one to twelve = 1 to 12.
- The empty words a, an, the, that; but not before few, little, number, third and the like, where the
  article carries the meaning.
- Inflection: one stem and a regular ending, or a listed irregular pair (say, said). Not: is and was,
  -ed and -ing (was killed, was killing), singular and plural of a capitalised word (Adam, Adams), nor
  words whose plural means something else (arms, customs).
- Order: one phrase of time or place, one manner adverb, or one "X said" moved. Any other move, such as
  two names that change places, is changed.

A quote whose own words still stand is also *changed* when a negation, a hedge, a comparator before its
figure or a unit after it has come or gone right beside it ("guilty" → "not guilty").

**gone** rather than changed, so that no quote is anchored to a lookalike: a passage that differs in
content is the same place only if the stored context stands unchanged on both sides of it; or if it is
close to the quote, closer the more places differ, and

- on one side the context stands, and on the other it does so to the end of the sentence; or
- no other passage of the text is about as near, and the context stands on one side, or was never
  stored, or the quote is long and one small edit is all that differs.

Words that came from the stored context count against it: then it is the neighbouring sentence.
Where the stored prefix and suffix have closed up, the quote was cut out.

Standards: Web Annotation Data Model, TextQuoteSelector and TextPositionSelector
(https://www.w3.org/TR/annotation-model/#selectors). Offsets are Unicode code points, end exclusive.
"""

from collections.abc import Iterable

from claims.anchoring.beside import _all_terms
from claims.anchoring.candidates import _Page
from claims.anchoring.exact import _places
from claims.anchoring.excerpt import of_excerpt
from claims.anchoring.found import Anchor, Difference, Located, Passage, Selector, State
from claims.anchoring.limits import CONTEXT
from claims.anchoring.search import _anchor, _nearest
from claims.anchoring.verdict import _differences

__all__ = [
    "Anchor",
    "Difference",
    "Located",
    "Passage",
    "Selector",
    "State",
    "anchor",
    "anchor_all",
    "differences",
    "locate",
    "of_excerpt",
    "selector",
]


def selector(text: str, start: int, end: int) -> Selector:
    """Describe `text[start:end]` so that it can be found again.

    Raises ValueError when the range is empty or reaches outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"No words at {start} to {end} in a text of {len(text)} characters.")
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Selector(text[start:end], prefix, suffix, start, end)


def anchor(text: str, selector: Selector) -> Anchor:
    """Find one quote in a text. Never raises, whatever the text."""
    return _anchor(_Page(text), selector)


def anchor_all(text: str, selectors: Iterable[Selector]) -> list[Anchor]:
    """Find many quotes in one text, reading its words once; answers in the order asked."""
    page = _Page(text)
    return [_anchor(page, selector) for selector in selectors]


def differences(was: str, now: str) -> tuple[Difference, ...]:
    """What differs in content between two wordings; empty when one is only the other reworded."""
    return _differences(_all_terms(was), _all_terms(now))


def locate(text: str, exact: str) -> Located:
    """Find where a pasted quote stands, for data entry.

    A place in the middle of a word or a figure ("807" in "1,807") is not a place; the nearest passage
    then shows the whole of it. Raises ValueError when `exact` is empty.
    """
    pasted = Selector(exact)
    places = tuple((at, at + len(exact)) for at in sorted(_places(text, pasted)))
    return Located(places) if places else Located((), _nearest(_Page(text), pasted))
