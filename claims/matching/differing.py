"""How what a text says differs from what a claim says, as far as that can be read off the words.

PURE: no Django. Lists of words and a few rules, no understanding: what is told is a reason to look, and
that nothing is told does not mean that the two say the same. Nothing is linked or merged on the strength
of it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from claims.figures import Figure, figures, unmatched
from claims.vocabulary import DIFFERENCES, Agreement, Difference

MOST_CHARACTERS = 2_000  # of either that are compared
MOST_REPLACED = 6  # words that one name takes the place of: what is longer is another wording
MOST_LACKING = 2  # words after "without", and after an article there, that may say what is lacking
SHORTEST = 4  # characters of a word that says so: shorter ones stand everywhere
STEM = 6  # characters by which two forms of a word are taken for one

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")

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


def figures_compared(text: str) -> list[Figure]:
    """The figures of a text that are compared."""
    return figures(text[:MOST_CHARACTERS])


def compared(text: str, statement: str, read: list[Figure] | None = None) -> Comparison:
    """How the text and the statement differ: by their figures first, by names last. `read` are the text's
    figures, where it is compared with several."""
    here, there = text[:MOST_CHARACTERS], statement[:MOST_CHARACTERS]
    read = figures_compared(text) if read is None else read
    recorded = figures_compared(statement)
    looks: tuple[Callable[[str, str], Contrast | None], ...] = (
        _negated,
        _other_direction,
        _other_period,
        _other_name,
    )
    found = [_other_figure(read, recorded), *(look(here, there) for look in looks)]
    same = any(_same_figure(one, other) for one in read for other in recorded)
    return Comparison(
        tuple(contrast for contrast in found if contrast),
        (Agreement.SAME_FIGURE,) if same else (),
    )


def _same_figure(one: Figure, other: Figure) -> bool:
    return (one.value, one.upper, one.measure) == (other.value, other.upper, other.measure)


def _other_figure(here: Sequence[Figure], there: Sequence[Figure]) -> Contrast | None:
    """Figures of one measure that conflict, when those that fit each other are set aside."""
    found = unmatched(here, there)
    return found and Contrast(Difference.OTHER_FIGURE, found[0].text, found[1].text)


def _negated(here: str, there: str) -> Contrast | None:
    """One of them denies, and the other does not.

    "Without" says who is meant as often as it denies: it counts where the other text speaks of what is
    lacking, and not where both have it.
    """
    one, other = _denial(here), _denial(there)
    lacks, misses = _lacking(here, there), _lacking(there, here)
    if not (lacks and misses):
        one, other = one or lacks, other or misses
    return Contrast(Difference.NEGATED, one, other) if bool(one) != bool(other) else None


def _denial(text: str) -> str:
    """The first word that denies; empty if there is none."""
    for word in _words(_WITHOUT.sub(" ", text)):
        plain = word.casefold().replace("’", "'")
        if plain in _NEGATIONS or plain.endswith("n't"):
            return word
    return ""


def _lacking(text: str, other: str) -> str:
    """The first "without" in the text whose thing the other text names too; empty if there is none."""
    named = {word[:STEM] for word in _folded(other) - _MOVES if len(word) >= SHORTEST}
    for match in _WITHOUT.finditer(text):
        things = _words(text[match.end() :])[:MOST_LACKING]
        if any(len(word) >= SHORTEST and word.casefold()[:STEM] in named for word in things):
            return match[1]
    return ""


def _other_direction(here: str, there: str) -> Contrast | None:
    """One of them has words of one side of a pair of opposites alone, the other of the other side."""
    own, recorded = _folded(here), _folded(there)
    for ups, downs in _OPPOSITES:
        for one, other in ((ups, downs), (downs, ups)):
            if own & one and recorded & other and not (own & other or recorded & one):
                said, instead = sorted(own & one)[0], sorted(recorded & other)[0]
                return Contrast(Difference.OTHER_DIRECTION, said, instead)
    return None


def _other_period(here: str, there: str) -> Contrast | None:
    """Both name times of one kind, and none of them is the same; or one names its time in words alone."""
    for kind in _PERIODS:
        own, recorded = _periods(kind, here), _periods(kind, there)
        if own and recorded and not set(own) & set(recorded):
            return Contrast(
                Difference.OTHER_PERIOD, next(iter(own.values())), next(iter(recorded.values()))
            )
    return _period_in_words(here, there)


def _period_in_words(here: str, there: str) -> Contrast | None:
    """One names a year, the other names none but a time in words: whether they are one is not known."""
    said = []
    for text in (here, there):
        year, in_words = (
            next(iter(_periods(_PERIODS[0], text).values()), ""),
            _IN_WORDS.search(text),
        )
        said.append((year, in_words.group() if in_words and not year else ""))
    (year, words), (other_year, other_words) = said
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


def _other_name(here: str, there: str) -> Contrast | None:
    """A name stands where the other has another name, between the same words."""
    if here > there:  # how words are aligned depends on which text comes first
        found = _other_name(there, here)
        return found and Contrast(found.difference, found.there, found.here)
    own, recorded = _words(here), _words(there)
    names, others = _names(here, own), _names(there, recorded)
    if not (names and others):
        return None
    shared = {word.casefold() for word in own} & {word.casefold() for word in recorded}
    matcher = SequenceMatcher(
        None, [_bare(word) for word in own], [_bare(word) for word in recorded], autojunk=False
    )
    for operation, start, end, begin, stop in matcher.get_opcodes():
        if operation != "replace" or max(end - start, stop - begin) > MOST_REPLACED:
            continue
        one = [own[at] for at in range(start, end) if at in names]
        other = [recorded[at] for at in range(begin, stop) if at in others]
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


def _names(text: str, words: Sequence[str]) -> frozenset[int]:
    """Which of the words are names: capitalised, and not only because a sentence begins with them.

    In a headline, or where all is in capitals, none can be told.
    """
    capital = [at for at, word in enumerate(words) if word[0].isupper()]
    if len(words) > 3 and len(capital) > len(words) * 0.6:
        return frozenset()
    begins = _beginnings(text)
    return frozenset(
        at
        for at in capital
        if words[at] not in _NO_NAMES
        and (at not in begins or at + 1 in capital or _is_acronym(words[at]))
    )


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _beginnings(text: str) -> set[int]:
    """The words with which sentences and quotations begin, by their number."""
    found, end = set(), 0
    for number, match in enumerate(_WORD.finditer(text)):
        if number == 0 or re.search(r"[.!?:“\"]", text[end : match.start()]):
            found.add(number)
        end = match.end()
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _folded(text: str) -> set[str]:
    return {word.casefold() for word in _words(text)}


def _bare(word: str) -> str:
    """A word for comparing: without case and without the ending of a possessive."""
    return re.sub(r"['’]s?$", "", word.casefold())
