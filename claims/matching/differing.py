"""How what a text says differs from what a claim says, as far as that can be read off the words.

PURE: no Django. Lists of words and a few rules, no understanding: what is told is a reason to look, and
that nothing is told does not mean that the two say the same. Nothing is linked or merged on the strength
of it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from claims.figures import Figure, figures, unmatched
from claims.vocabulary import DIFFERENCES, Agreement, Difference

MOST_CHARACTERS = 2_000  # of either that are compared
MOST_REPLACED = 6  # words that one name takes the place of: what is longer is another wording
MOST_LACKING = 2  # words after "without", and after an article there, that may say what is lacking
SHORTEST = 4  # characters of a word that says so: shorter ones stand everywhere
STEM = 6  # characters by which two forms of a word are taken for one

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_BEGINNING = re.compile(r"[.!?:“\"]")  # before the first word of a sentence or a quotation
_POSSESSIVE = re.compile(r"['’]s?$")

_DENIALS = (
    "no not never none nobody nothing nowhere neither nor cannot denied denies deny denying false "
    "falsely untrue"
)
_NEGATIONS = frozenset(_DENIALS.split())
_WITHOUT = re.compile(r"\b(without|with\s+no)\b(?:\s+(?:an?|the|any)\b)?", re.IGNORECASE)
# Words on the left of a line say the opposite of those on its right.
_OPPOSITES = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        (
            "rise rises rose risen rising increase increases increased increasing grow grows grew grown "
            "growing growth climb climbs climbed climbing surge surges surged soar soars soared jump jumps "
            "jumped spike spiked gain gains gained doubled tripled higher more",
            "fall falls fell fallen falling decrease decreases decreased decreasing drop drops dropped "
            "dropping decline declines declined declining shrink shrinks shrank shrunk sink sinks sank "
            "plunge plunged plummeted slump slumped dip dipped halved reduced reduces reducing reduction "
            "cut cuts lower fewer less",
        ),
        ("highest most largest biggest", "lowest least smallest fewest"),
        ("raise raises raised raising", "lower lowers lowered lowering cut cuts cutting reduced"),
        (
            "better best improve improves improved improving",
            "worse worst worsen worsens worsened worsening",
        ),
        ("win wins won winning", "lose loses lost losing"),
        ("open opens opened opening reopened", "close closes closed closing shut"),
        ("support supports supported", "oppose opposes opposed rejected"),
        ("allow allows allowed permitted", "ban bans banned forbid forbids forbade prohibited"),
        ("legal lawful", "illegal unlawful"),
        ("before", "after"),
        ("hire hires hired hiring", "fire fires fired firing dismissed"),
        ("arrive arrives arrived enter enters entered", "exit exits exited depart departed"),
        ("import imports imported", "export exports exported"),
        ("accept accepts accepted", "reject rejects rejected refuse refuses refused"),
        ("safe safer", "dangerous unsafe"),
        ("start starts started begin begins began begun", "stop stops stopped end ends ended"),
        ("guilty convicted", "innocent acquitted"),
        ("alive", "dead"),
        ("strengthen strengthens strengthened", "weaken weakens weakened"),
    )
)
_MOVES = _OPPOSITES[0][0] | _OPPOSITES[0][1]  # never what is lacking: "those without fines rose"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
# What names a time; those of one kind are compared with each other.
_PERIODS = (
    re.compile(r"\b((?:19|20)\d\d)(?!\d|s\b|[,.]\d|\s?%)"),
    re.compile(r"\b((?:19|20)\d0s)\b"),
    re.compile(
        rf"\b({_MONTHS})\b(?=[\s,]+\d)|(?<=\d\s)({_MONTHS})\b|"
        rf"\b(?:in|since|by|until|of|last|from|to|and)\s+({_MONTHS})\b"
    ),
    re.compile(r"\bq([1-4])\b|\b(first|second|third|fourth)[\s-]quarter\b", re.IGNORECASE),
    re.compile(r"\b(first|second)[\s-]half\b", re.IGNORECASE),
    re.compile(r"\b((?:last|this|next)\s(?:week|month|quarter|year|decade))\b", re.IGNORECASE),
    re.compile(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b"),
)
# A time that only a reader can put a year to: "since the war began", "under Adams", "last year".
_IN_WORDS = re.compile(
    r"\b(?:since\s+(?:the\s+\w+|(?-i:[A-Z])\w+)(?:\s+\w+)?|(?:during|under)\s+(?:the\s+)?(?-i:[A-Z])\w+"
    r"|during\s+the\s+\w+|(?:last|this|next|past)\s(?:week|month|quarter|year|decade))\b",
    re.IGNORECASE,
)
_NO_NAMES = frozenset(
    f"{_MONTHS}|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|I|Mr|Mrs|Ms|Dr".split("|")
)


@dataclass(frozen=True)
class Contrast:
    """One difference, with the words of the text and those of the claim that make it."""

    difference: Difference
    here: str
    there: str

    @property
    def label(self) -> str:
        """The difference, as people read it."""
        return DIFFERENCES[self.difference].label


@dataclass(frozen=True)
class Comparison:
    """In what a text and a claim differ, and in what that could have differed they agree."""

    contrasts: tuple[Contrast, ...] = ()
    same: tuple[Agreement, ...] = ()

    @property
    def differs(self) -> list[Difference]:
        """The differences alone, each once."""
        return list(dict.fromkeys(contrast.difference for contrast in self.contrasts))


class Wording:
    """A text as it is compared. What is read off it is kept, where it is compared with several."""

    def __init__(self, text: str) -> None:
        """Nothing is read before it is asked for."""
        self.text = text[:MOST_CHARACTERS]
        self._periods: dict[re.Pattern[str], dict[str, str]] = {}

    @cached_property
    def figures(self) -> list[Figure]:
        """Its figures."""
        return figures(self.text)

    @cached_property
    def words(self) -> list[str]:
        """Its words, as they stand there."""
        return _words(self.text)

    @cached_property
    def folded(self) -> set[str]:
        """Its words without case."""
        return {word.casefold() for word in self.words}

    @cached_property
    def bare(self) -> list[str]:
        """Its words for comparing: without case and without the ending of a possessive."""
        return [_bare(word) for word in self.words]

    @cached_property
    def stems(self) -> set[str]:
        """What may be lacking, if another text says that something is."""
        return {word[:STEM] for word in self.folded - _MOVES if len(word) >= SHORTEST}

    @cached_property
    def denial(self) -> str:
        """The first word that denies; empty if there is none."""
        for word in _words(_WITHOUT.sub(" ", self.text)):
            plain = word.casefold().replace("’", "'")
            if plain in _NEGATIONS or plain.endswith("n't"):
                return word
        return ""

    def lacking(self, other: "Wording") -> str:
        """The first "without" whose thing the other text names too; empty if there is none."""
        for match in _WITHOUT.finditer(self.text):
            things = _words(self.text[match.end() :])[:MOST_LACKING]
            if any(
                len(word) >= SHORTEST and word.casefold()[:STEM] in other.stems for word in things
            ):
                return match[1]
        return ""

    def periods(self, kind: re.Pattern[str]) -> dict[str, str]:
        """The times of one kind, as they are compared, with the words for each."""
        if kind not in self._periods:
            self._periods[kind] = _periods(kind, self.text)
        return self._periods[kind]

    @cached_property
    def period_said(self) -> tuple[str, str]:
        """The first year that it names; or else, a time in words."""
        if year := next(iter(self.periods(_PERIODS[0]).values()), ""):
            return year, ""
        in_words = _IN_WORDS.search(self.text)
        return "", in_words.group() if in_words else ""

    @cached_property
    def names(self) -> frozenset[int]:
        """Which of its words are names: capitalised, and not only because a sentence begins with them.

        In a headline, or where all is in capitals, none can be told.
        """
        words = self.words
        capital = [at for at, word in enumerate(words) if word[0].isupper()]
        if len(words) > 3 and len(capital) > len(words) * 0.6:
            return frozenset()
        begins = _beginnings(self.text)
        return frozenset(
            at
            for at in capital
            if words[at] not in _NO_NAMES
            and (at not in begins or at + 1 in capital or _is_acronym(words[at]))
        )


def compared(text: str, statement: str, read: Wording | None = None) -> Comparison:
    """How the text and the statement differ: by their figures first, by names last. `read` is the text,
    where it is compared with several."""
    here, there = read or Wording(text), Wording(statement)
    looks: tuple[Callable[[Wording, Wording], Contrast | None], ...] = (
        _other_figure,
        _negated,
        _other_direction,
        _other_period,
        _other_name,
    )
    found = [look(here, there) for look in looks]
    same = any(_same_figure(one, other) for one in here.figures for other in there.figures)
    return Comparison(
        tuple(contrast for contrast in found if contrast),
        (Agreement.SAME_FIGURE,) if same else (),
    )


def _same_figure(one: Figure, other: Figure) -> bool:
    return (one.value, one.upper, one.measure) == (other.value, other.upper, other.measure)


def _other_figure(here: Wording, there: Wording) -> Contrast | None:
    """Figures of one measure that conflict, when those that fit each other are set aside."""
    found = unmatched(here.figures, there.figures)
    return found and Contrast(Difference.OTHER_FIGURE, found[0].text, found[1].text)


def _negated(here: Wording, there: Wording) -> Contrast | None:
    """One of them denies, and the other does not.

    "Without" says who is meant as often as it denies: it counts where the other text speaks of what is
    lacking, and not where both have it.
    """
    one, other = here.denial, there.denial
    lacks, misses = here.lacking(there), there.lacking(here)
    if not (lacks and misses):
        one, other = one or lacks, other or misses
    return Contrast(Difference.NEGATED, one, other) if bool(one) != bool(other) else None


def _other_direction(here: Wording, there: Wording) -> Contrast | None:
    """One of them has words of one side of a pair of opposites alone, the other of the other side."""
    own, recorded = here.folded, there.folded
    for ups, downs in _OPPOSITES:
        for one, other in ((ups, downs), (downs, ups)):
            if own & one and recorded & other and not (own & other or recorded & one):
                said, instead = sorted(own & one)[0], sorted(recorded & other)[0]
                return Contrast(Difference.OTHER_DIRECTION, said, instead)
    return None


def _other_period(here: Wording, there: Wording) -> Contrast | None:
    """Both name times of one kind, and none of them is the same; or one names its time in words alone."""
    for kind in _PERIODS:
        own = here.periods(kind)
        recorded = there.periods(kind) if own else {}
        if own and recorded and not set(own) & set(recorded):
            return Contrast(
                Difference.OTHER_PERIOD, next(iter(own.values())), next(iter(recorded.values()))
            )
    return _period_in_words(here, there)


def _period_in_words(here: Wording, there: Wording) -> Contrast | None:
    """One names a year, the other names none but a time in words: whether they are one is not known."""
    (year, words), (other_year, other_words) = here.period_said, there.period_said
    if year and other_words:
        return Contrast(Difference.PERIOD_IN_WORDS, year, other_words)
    if other_year and words:
        return Contrast(Difference.PERIOD_IN_WORDS, words, other_year)
    return None


def _periods(kind: re.Pattern[str], text: str) -> dict[str, str]:
    """The times of one kind, as they are compared, with the words for each."""
    found = {}
    for match in kind.finditer(text):
        word = next(group for group in match.groups() if group)
        folded = " ".join(word.casefold().split())
        found[_ORDINALS.get(folded, folded)] = match.group().strip()
    return found


def _other_name(here: Wording, there: Wording) -> Contrast | None:
    """A name stands where the other has another name, between the same words."""
    if not (here.names and there.names):
        return None
    if here.text > there.text:  # how words are aligned depends on which text comes first
        found = _other_name(there, here)
        return found and Contrast(found.difference, found.there, found.here)
    own, recorded = here.words, there.words
    shared = here.folded & there.folded
    matcher = SequenceMatcher(None, here.bare, there.bare, autojunk=False)
    for operation, start, end, begin, stop in matcher.get_opcodes():
        if operation != "replace" or max(end - start, stop - begin) > MOST_REPLACED:
            continue
        one = [own[at] for at in range(start, end) if at in here.names]
        other = [recorded[at] for at in range(begin, stop) if at in there.names]
        if one and other and not _one_name(one, other, shared):
            return Contrast(Difference.OTHER_NAME, " ".join(one), " ".join(other))
    return None


def _one_name(one: Sequence[str], other: Sequence[str], shared: set[str]) -> bool:
    """Whether two names may be one: a part of each other, initials, or one that both texts have."""
    own, others = {_bare(word) for word in one}, {_bare(word) for word in other}
    if own & others or own <= shared or others <= shared:
        return True
    initials = {"".join(word[0] for word in words).casefold() for words in (one, other)}
    return bool(initials & (own | others))


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _beginnings(text: str) -> set[int]:
    """The words with which sentences and quotations begin, by their number."""
    found, end = set(), 0
    for number, match in enumerate(_WORD.finditer(text)):
        if number == 0 or _BEGINNING.search(text, end, match.start()):
            found.add(number)
        end = match.end()
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _bare(word: str) -> str:
    """A word for comparing: without case and without the ending of a possessive."""
    return _POSSESSIVE.sub("", word.casefold())
