"""Links that land on words: text fragments (https://wicg.github.io/scroll-to-text-fragment/).

PURE: no Django.

    https://example.org/page#:~:text=prefix-,start,end,-suffix

As little as finds the words: the quote alone, and the words beside it only where the quote stands more
than once. A browser compares whole words and looks for each part within one paragraph, so a quote that
is cut inside a word takes the rest of the word with it, and one that is long or goes on over a paragraph
is given by its first and its last words.
"""

import re
from urllib.parse import quote

DIRECTIVE = ":~:text="
LONG = 200  # characters, from which a quote is given by its ends
END_WORDS = 6  # words of each end
NEAR_WORDS = 4  # words beside the quote

_PART = r"[^\W_]"
_CUT_BEFORE = re.compile(rf"{_PART}+\Z")
_CUT_AFTER = re.compile(rf"\A{_PART}+")


def link(url: str, exact: str, prefix: str = "", suffix: str = "", alone: bool = True) -> str:
    """The address of a page, at the words. `alone` says that the quote stands there only once."""
    page, _, anchor = url.partition("#")
    return f"{page}#{anchor.partition(':~:')[0]}{fragment(exact, prefix, suffix, alone)}"


def fragment(exact: str, prefix: str = "", suffix: str = "", alone: bool = True) -> str:
    """The directive for a quote; `prefix` and `suffix` are the characters right before and after it."""
    prefix, exact, suffix = _whole_words(prefix, exact, suffix)
    parts = _ends(exact)
    before, after = _last_words(prefix), _first_words(suffix)
    beside = not alone or len(parts) > 1
    return DIRECTIVE + ",".join(
        [
            *([f"{_encoded(before)}-"] if beside and before else []),
            *map(_encoded, parts),
            *([f"-{_encoded(after)}"] if beside and after else []),
        ]
    )


def _whole_words(prefix: str, exact: str, suffix: str) -> tuple[str, str, str]:
    """The three with no word cut where the quote begins and ends."""
    head = _CUT_BEFORE.search(prefix) if re.match(_PART, exact) else None
    tail = _CUT_AFTER.search(suffix) if re.search(rf"{_PART}\Z", exact) else None
    before, after = head.group() if head else "", tail.group() if tail else ""
    return prefix[: len(prefix) - len(before)], before + exact + after, suffix[len(after) :]


def _ends(exact: str) -> list[str]:
    """The quote; or its first and last words, if it is long or goes on over a paragraph."""
    lines = [line.split() for line in exact.split("\n") if line.strip()]
    if not lines:
        return [exact]
    if len(lines) == 1 and len(exact) <= LONG:
        return [" ".join(lines[0])]
    if len(lines) == 1 and len(lines[0]) < 2 * END_WORDS:
        return [" ".join(lines[0])]
    return [" ".join(lines[0][:END_WORDS]), " ".join(lines[-1][-END_WORDS:])]


def _last_words(prefix: str) -> str:
    """The whole words of the last line before the quote; the first of them may be cut, and goes."""
    line = prefix.rstrip().rpartition("\n")[2]
    words = line.split() if line != prefix.rstrip() else line.split()[1:]
    return " ".join(words[-NEAR_WORDS:])


def _first_words(suffix: str) -> str:
    """The whole words of the first line after the quote; the last of them may be cut, and goes."""
    line = suffix.lstrip().partition("\n")[0]
    words = line.split() if line != suffix.lstrip() else line.split()[:-1]
    return " ".join(words[:NEAR_WORDS])


def _encoded(text: str) -> str:
    """Percent-encoded; so are the characters that mean something in a directive: - , and &."""
    return quote(text, safe="").replace("-", "%2D")
