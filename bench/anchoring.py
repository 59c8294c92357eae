"""How fast quotes are found again: 100 quotes in a text of 50,000 invented words.

Run from the project's directory: `python -m bench.anchoring`. Beside it stand two baselines on the same
quotes and text: bare `str.find`, which finds nothing that was edited, and rapidfuzz's
`partial_ratio_alignment`, which finds the most similar characters and cannot say what became of them.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable

from rapidfuzz import fuzz

from claims.anchoring import Anchor, Selector, anchor, anchor_all, selector

WORDS, QUOTES = 50_000, 100
TARGET = 0.5  # seconds for all quotes
COMMON = "the of to and in a that was for on with said is by it from"
SYLLABLES = "ba ko ri ten mal su vo del in ar sta qui lem por est ran fi do gra ne"


def invented_text(chance: random.Random) -> list[list[str]]:
    """Sentences of 8 to 25 words, word frequencies falling as in natural text (Zipf)."""
    rare = [
        "".join(chance.choices(SYLLABLES.split(), k=chance.randint(2, 4))) for _ in range(8_000)
    ]
    rare += [str(chance.randint(2, 9_999)) for _ in range(500)]
    vocabulary = COMMON.split() + rare
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    sentences, left = [], WORDS
    while left > 0:
        sentences.append(chance.choices(vocabulary, weights, k=min(left, chance.randint(8, 25))))
        left -= len(sentences[-1])
    return sentences


def joined(sentences: Iterable[list[str]]) -> str:
    return " ".join(" ".join(words) + "." for words in sentences if words)


def quoted(sentences: list[list[str]], chosen: list[int]) -> list[Selector]:
    """A selector for each of the chosen sentences."""
    text, selectors = joined(sentences), []
    for index in chosen:
        start = len(joined(sentences[:index])) + (index > 0)
        selectors.append(selector(text, start, start + len(" ".join(sentences[index]))))
    return selectors


def rewritten(
    sentences: list[list[str]], chosen: list[int], rewrite: Callable[[list[str]], list[str]]
) -> str:
    """The text after each chosen sentence was rewritten."""
    return joined(
        rewrite(words) if index in set(chosen) else words for index, words in enumerate(sentences)
    )


def edited(words: list[str]) -> list[str]:
    """One word in the middle replaced."""
    middle = len(words) // 2
    return [*words[:middle], "otherwise", *words[middle + 1 :]]


def timed(name: str, work: Callable[[], object]) -> None:
    begun = time.perf_counter()
    result = work()
    took = time.perf_counter() - begun
    states = ""
    if isinstance(result, list) and result and isinstance(result[0], Anchor):
        counts = Counter(found.state for found in result)
        states = ", ".join(f"{count} {state}" for state, count in counts.items())
        states += "" if took < TARGET else f"  OVER {TARGET} s"
    print(f"{name:58} {took * 1000:9.1f} ms  {states}")


def main() -> None:
    chance = random.Random(20)
    sentences = invented_text(chance)
    chosen = sorted(chance.sample(range(len(sentences)), QUOTES))
    selectors = quoted(sentences, chosen)
    text = joined(sentences)
    later = rewritten(sentences, chosen, edited)
    without = rewritten(sentences, chosen, lambda words: [])
    bare = [Selector(wanted.exact) for wanted in selectors]

    print(f"{QUOTES} quotes in {WORDS:,} words, {len(text):,} characters")
    timed("unchanged", lambda: anchor_all(text, selectors))
    timed("a paragraph inserted before them", lambda: anchor_all("New first. " + text, selectors))
    timed("every quote edited", lambda: anchor_all(later, selectors))
    timed("every quote edited, no context stored", lambda: anchor_all(later, bare))
    timed("every quote deleted", lambda: anchor_all(without, selectors))
    timed("one edited quote alone", lambda: [anchor(later, selectors[0])])
    timed("baseline, unchanged: str.find", lambda: [text.find(w.exact) for w in selectors])
    timed(
        "baseline, every quote edited: str.find", lambda: [later.find(w.exact) for w in selectors]
    )
    timed(
        "baseline, every quote edited: partial_ratio_alignment",
        lambda: [fuzz.partial_ratio_alignment(w.exact, later) for w in selectors],
    )
    timed(
        "baseline, every quote deleted: partial_ratio_alignment",
        lambda: [fuzz.partial_ratio_alignment(w.exact, without) for w in selectors],
    )


if __name__ == "__main__":
    main()
