"""What can be seen in a sentence: the inputs of the score, each of which can be said in words.

PURE: no Django. A feature is a number from 0 to 1; most are 0 or 1. Those of `WITHOUT_WORDS` hold in any
language that is written with figures, quotation marks and capitals; the others know English words.
"""

import re
from collections.abc import Callable
from functools import partial

from claims.figures import Figure, figures
from claims.figures.numbers import SMALL

_MONEY = re.compile(r"[$£€¥]|[A-Z]{3}")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_QUOTED = re.compile(r"[“„«\"][^“”„«»\"]*?\w+[^\w“”„«»\"]+\w+[^“”„«»\"]*(?:[”»“\"]|$)")
_NAME = re.compile(r"(?<![.!?:“\"‘(\[]\s)(?<=\s)[“\"‘(]?[A-Z][\w’'.&-]+")
# Reading figures takes longer than all the rest: only where there may be one.
_MAY_COUNT = re.compile(
    rf"\d|[¼-¾⅐-⅞]|\b(?:{'|'.join(SMALL)}|half|halv|twice|thrice|third|quarter|fifth|dozen|hundred|thousand"
    r"|lakh|crore|[mbtr]+illion|doubl|tripl|trebl|quadrupl|quintupl|a\s+\w+(?:th|ths)\b)|fold\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?…。！？][”’»\"')\]\d]*$")


def _words(words: str) -> Callable[[str], float]:
    """Whether one of the words, regular expressions with bars between them, stands in a sentence."""
    return partial(_found, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))


def _found(pattern: re.Pattern[str], sentence: str) -> float:
    return float(bool(pattern.search(sentence)))


_ENGLISH = {
    "change": _words(
        "ris(?:e|es|en|ing)|rose|f[ae]ll(?:s|en|ing)?|increas(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)"
        "|grow(?:s|n|ing|th)?|grew|declin(?:e|es|ed|ing)|dropp?(?:s|ed|ing)?|doubl(?:e|es|ed|ing)"
        "|tripl(?:e|es|ed|ing)|halv(?:e|ed|ing)|cut(?:s|ting)?|los(?:e|es|t)|gain(?:s|ed)?"
        "|reduc(?:e|es|ed|ing|tion)|expand(?:s|ed|ing)?|trends?|soar(?:s|ed|ing)?"
        "|plummet(?:s|ed|ing)?|replac(?:e|es|ed|ing|ement)|shift(?:s|ed)?"
    ),
    "comparison": _words(
        "(?:more|less|fewer|higher|lower|larger|smaller|better|worse|faster|greater|older|bigger) than"
        "|the (?:most|least|highest|lowest|largest|biggest|smallest|worst|best|first|only|fastest)"
        "|as (?:many|much|high|low|few|large) as|compared (?:to|with)|twice|half|majority|record"
        "|in (?:history|the world)|per capita|outnumber(?:s|ed)?"
    ),
    "attributed": _words(
        "according to|said|says|told|report(?:s|ed|edly|ing)?|stat(?:es|ed)|claim(?:s|ed)?|wrote"
        "|not(?:es|ed)|describ(?:e|es|ed)|disclosed|argu(?:e|es|ed)|explain(?:s|ed)|warn(?:s|ed)"
        "|alleg(?:es|ed|edly)|found|shows?|showed|estimat(?:es|ed)(?! data)|characteri[sz]ed?|critici[sz]ed"
        "|clarif(?:y|ied)|recounted|concluded"
    ),
    "law": _words(
        "laws?|acts?|bills?|illegal(?:ly)?|legal(?:ly)?|prohibit(?:s|ed)|requir(?:es|ed)|ban(?:s|ned)?"
        "|voted|passed|signed|warrants?|court|judge|convicted|charged|ordered|mandat(?:ed|es|ory)"
        "|violat(?:es|ed|ions?)|arrest(?:s|ed)?|policy"
    ),
    "past": _words("was|were|had|did|been|has|have|[a-z]{3,}ed|took|went|made"),
    "first_person": _words("(?-i:I)|I[’'][a-z]+|my|me|we|we[’'][a-z]+|our|(?-i:us)|let[’']s"),
    "second_person": _words("you|your|you[’'][a-z]+"),
    "opinion": _words(
        "(?:I|we) (?:think|believe|hope|feel|want|know|guess|agree|disagree)|should|ought|must"
        "|needs? to|important|right thing|wrong|proud|great|terrible"
    ),
    "hedge": _words("(?-i:may)|might|could|perhaps|maybe|possibly|likely|seems?|can"),
    "future": _words("will|would|shall|going to|[a-z]+[’']ll|plans? to"),
    "estimate": _words("estimates? of"),
    "captioned": _words("(?:estimated|projected|sample|anecdotal|illustrative|hypothetical) data"),
    "supposed": _words(
        "illustrative(?! data)|for illustration|illustration only|hypothetical(?! data)|hypothetically"
        "|anecdotal(?! data)|fictional|imagine|suppose|supposing"
    ),
    "furniture": _words(
        "read more|sign up|log ?in|subscrib(?:e|ing)|newsletter|cookies?|click|all rights reserved"
        "|share this|follow us|advertis(?:e|ement|ing)|privacy policy|terms of (?:use|service)"
        "|table of contents|related (?:articles|posts|stories)|did you know|pro tip|key takeaways?"
        "|photo(?:graph)? (?:by|credit)|image (?:credit|source)|learn more|download"
        "|leave a (?:comment|reply)|frequently asked|faqs?|tl; ?dr"
    ),
}

WITHOUT_WORDS = (
    "figure", "figures", "percentage", "money", "year", "quotation", "names", "question", "unfinished",
    "short", "length", "fragment",
)  # fmt: skip


def features(sentence: str, found: list[Figure] | None = None) -> dict[str, float]:
    """What is seen in a sentence, by name; what is not there is left out. Never raises."""
    if found is None:
        found = figures(sentence) if _MAY_COUNT.search(sentence) else []
    words = sentence.split()
    names = len(_NAME.findall(sentence))
    seen = {
        "figure": float(bool(found)),
        "figures": float(len(found) > 1),
        "percentage": float(any(each.unit in {"%", "percentage points"} for each in found)),
        "money": float(any(_MONEY.match(each.unit) for each in found)),
        "year": _found(_YEAR, sentence),
        "quotation": _found(_QUOTED, sentence),
        "names": min(names, 4) / 4,
        "question": float("?" in sentence[-3:]),
        "unfinished": float(not _ENDED.search(sentence)),
        "short": float(len(words) < 6),
        "fragment": float(len(words) < 4),
        "length": min(len(words), 40) / 40,
    }
    seen |= {name: look(sentence) for name, look in _ENGLISH.items()}
    return {name: value for name, value in seen.items() if value}
