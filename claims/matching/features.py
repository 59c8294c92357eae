"""What can be seen in a sentence: the inputs of the score, each of which can be said in words.

PURE: no Django. A feature is a number from 0 to 1; most are 0 or 1. Those of `WITHOUT_WORDS` hold in any
language that is written with figures, quotation marks and capitals; the others know English words.
"""

import re
from collections.abc import Callable
from functools import partial

from claims.figures import Figure, figures

_MONEY = re.compile(r"[$£€¥]|[A-Z]{3}")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_QUOTED = re.compile(r"[“„«\"][^“”„«»\"]*?\w+[^\w“”„«»\"]+\w+[^“”„«»\"]*(?:[”»“\"]|$)")
_NAME = re.compile(r"(?<![.!?:“\"‘(\[]\s)(?<=\s)[“\"‘(]?[A-Z][\w’'.&-]+")
_ENDED = re.compile(r"[.!?…。！？][”’»\"')\]\d]*$")


def _words(*words: str) -> Callable[[str], float]:
    """Whether one of the words stands in a sentence; each may be a regular expression."""
    pattern = re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
    return partial(_found, pattern)


def _found(pattern: re.Pattern[str], sentence: str) -> float:
    return float(bool(pattern.search(sentence)))


_ENGLISH = {
    "change": _words(
        r"ris(?:e|es|en|ing)", "rose", r"f[ae]ll(?:s|en|ing)?", r"increas(?:e|es|ed|ing)",
        r"decreas(?:e|es|ed|ing)", r"grow(?:s|n|ing|th)?", "grew", r"declin(?:e|es|ed|ing)",
        r"dropp?(?:s|ed|ing)?", r"doubl(?:e|es|ed|ing)", r"tripl(?:e|es|ed|ing)", r"halv(?:e|ed|ing)",
        r"cut(?:s|ting)?", r"los[et](?:s)?", r"lost", r"gain(?:s|ed)?", r"reduc(?:e|es|ed|ing|tion)",
        r"expand(?:s|ed|ing)?", r"trend(?:s)?", r"soar(?:s|ed|ing)?", r"plummet(?:s|ed|ing)?",
        r"replac(?:e|es|ed|ing|ement)", r"shift(?:s|ed)?",
    ),
    "comparison": _words(
        r"(?:more|less|fewer|higher|lower|larger|smaller|better|worse|faster|greater|older|bigger) than",
        r"the (?:most|least|highest|lowest|largest|biggest|smallest|worst|best|first|only|fastest)",
        r"as (?:many|much|high|low|few|large) as", r"compared (?:to|with)", r"twice", r"half",
        r"majority", r"record", r"in (?:history|the world)", r"per capita", r"outnumber(?:s|ed)?",
    ),
    "attributed": _words(
        r"according to", r"said", r"says", r"told", r"report(?:s|ed|edly|ing)?", r"stat(?:es|ed)", r"claim(?:s|ed)?",
        r"wrote", r"not(?:es|ed)", r"describ(?:e|es|ed)", r"disclosed", r"argu(?:e|es|ed)", r"explain(?:s|ed)",
        r"warn(?:s|ed)", r"alleg(?:es|ed|edly)", r"found", r"shows?", r"showed", r"estimat(?:es|ed)",
        r"characteri[sz]ed?", r"critici[sz]ed", r"clarif(?:y|ied)", r"recounted", r"concluded",
    ),
    "law": _words(
        r"laws?", r"acts?", r"bills?", r"illegal(?:ly)?", r"legal(?:ly)?", r"prohibit(?:s|ed)", r"requir(?:es|ed)",
        r"ban(?:s|ned)?", r"voted", r"passed", r"signed", r"warrants?", r"court", r"judge", r"convicted",
        r"charged", r"ordered", r"mandat(?:ed|es|ory)", r"violat(?:es|ed|ions?)", r"arrest(?:s|ed)?", r"policy",
    ),
    "past": _words(r"was", r"were", r"had", r"did", r"been", r"has", r"have", r"\w{3,}ed", r"took", r"went", r"made"),
    "first_person": _words(r"I", r"I[’']\w+", r"my", r"me", r"we", r"we[’']\w+", r"our", r"us", r"let[’']s"),
    "second_person": _words(r"you", r"your", r"you[’']\w+"),
    "opinion": _words(
        r"(?:I|we) (?:think|believe|hope|feel|want|know|guess|agree|disagree)", r"should", r"ought", r"must",
        r"need(?:s)? to", r"important", r"right thing", r"wrong", r"proud", r"great", r"terrible",
    ),
    "hedge": _words(r"may", r"might", r"could", r"perhaps", r"maybe", r"possibly", r"likely", r"seems?", r"can"),
    "future": _words(r"will", r"would", r"shall", r"going to", r"\w+[’']ll", r"plan(?:s)? to"),
    "estimate": _words(
        r"estimated data", r"illustrat(?:ive|ion|ed)", r"hypothetical(?:ly)?", r"anecdotal(?: data)?",
        r"for illustration", r"projected data", r"sample data", r"estimate of",
    ),
    "furniture": _words(
        r"read more", r"sign up", r"log ?in", r"subscrib(?:e|ing)", r"newsletter", r"cookies?", r"click",
        r"all rights reserved", r"share this", r"follow us", r"advertis(?:e|ement|ing)", r"privacy policy",
        r"terms of (?:use|service)", r"table of contents", r"related (?:articles|posts|stories)",
        r"did you know", r"pro tip", r"key takeaways?", r"photo(?:graph)? (?:by|credit)", r"image (?:credit|source)",
        r"learn more", r"download", r"leave a (?:comment|reply)", r"frequently asked", r"faqs?", r"tl; ?dr",
    ),
}  # fmt: skip

WITHOUT_WORDS = (
    "figure", "figures", "percentage", "money", "year", "quotation", "names", "question", "unfinished",
    "short", "length", "fragment",
)  # fmt: skip


def features(sentence: str, found: list[Figure] | None = None) -> dict[str, float]:
    """What is seen in a sentence, by name; what is not there is left out. Never raises."""
    read = figures(sentence) if found is None else found
    words = sentence.split()
    names = len(_NAME.findall(sentence))
    seen = {
        "figure": float(bool(read)),
        "figures": float(len(read) > 1),
        "percentage": float(any(each.unit in {"%", "percentage points"} for each in read)),
        "money": float(any(_MONEY.match(each.unit) for each in read)),
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
