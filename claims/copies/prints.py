"""Fingerprints: the few numbers by which texts that share a passage are found among many.

PURE: no Django.

    text ──► words ──► shingles of five ──► a 64-bit hash each ──► winnowed: the least of each window

Shingles are Broder's ("On the resemblance and containment of documents", 1997); which of them are kept
is Schleimer, Wilkerson and Aiken's winnowing ("Winnowing: local algorithms for document fingerprinting",
SIGMOD 2003). Any run of WINDOW + SHINGLE - 1 words that two texts share leaves the same print in both,
wherever it stands and however long the rest is; two in about seventeen shingles are kept. MinHash with
bands finds texts that are alike as wholes, not a short one inside a long one: docs/adr/0014.

Words are read as quotes are when they are anchored, so that capitals, typography and the way in which a
number is written make no difference.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from claims.anchoring.words import _Words, _words
from claims.copies.limits import FEWEST_WORDS, MOST_WORDS, SHINGLE, WINDOW

# A quotation that is not closed ends with its paragraph: the next one opens again.
_QUOTATION = re.compile(r'“[^“”\n]*(?:”|$)|„[^„“”\n]*[“”]|«[^«»\n]*»|"[^"\n]*"', re.MULTILINE)
_LONGEST_WORD = 10  # characters on the average, of what is looked at of an enormous text


@dataclass(frozen=True)
class Read:
    """A text as it is compared. `words` are at most MOST_WORDS; `hashes` are those of its shingles."""

    text: str
    words: _Words

    @cached_property
    def hashes(self) -> list[int]:
        """The hash of the shingle that begins at each word."""
        keys = [self.words.keys[offset:] for offset in range(SHINGLE)]
        return [_hash(shingle) for shingle in zip(*keys, strict=False)]

    @cached_property
    def kept(self) -> list[int]:
        """At which words the shingles begin that are kept, in order."""
        return _winnowed(self.hashes) if len(self.words.keys) >= FEWEST_WORDS else []

    @cached_property
    def prints(self) -> frozenset[int]:
        """The fingerprints, from -2**63 to 2**63 - 1. None of a text too short to be a copy."""
        return frozenset(self.hashes[place] for place in self.kept)

    @cached_property
    def quoted(self) -> list[bool]:
        """Of each word, whether it stands in quotation marks: others may have heard the same speech."""
        found = [False] * len(self.words.keys)
        spans = [match.span() for match in _QUOTATION.finditer(self.text)]
        at = 0
        for place, start in enumerate(self.words.starts):
            while at < len(spans) and spans[at][1] <= start:
                at += 1
            found[place] = at < len(spans) and spans[at][0] <= start
        return found


def read(text: str) -> Read:
    """Read a text. Takes time in proportion to it, and no more than for MOST_WORDS words."""
    text = text[: MOST_WORDS * _LONGEST_WORD]
    words = _words(text)
    some = slice(MOST_WORDS)
    return Read(text, _Words(words.starts[some], words.ends[some], words.keys[some]))


def _hash(shingle: Sequence[str]) -> int:
    """The same on every machine and in every run, unlike Python's own."""
    digest = blake2b("\n".join(shingle).encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _winnowed(hashes: Sequence[int]) -> list[int]:
    """The places of the least hash of every window, the last of equals; a text shorter than a window
    is one."""
    kept: list[int] = []
    for end in range(min(WINDOW, len(hashes)), len(hashes) + 1):
        start = max(0, end - WINDOW)
        if kept and kept[-1] >= start:
            # The least so far still stands in the window: only the newcomer can be less.
            if hashes[end - 1] <= hashes[kept[-1]]:
                kept.append(end - 1)
            continue
        kept.append(min(range(start, end), key=lambda place: (hashes[place], -place)))
    return kept
