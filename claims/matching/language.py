"""Which language a text looks like, as far as ranking and the sentence model need to know: English, or not.

PURE: no Django. The commonest words of a language make up a third to a half of any text in it, so
counting them tells languages with a word list apart; other writing systems show by their letters.
"""

import re
from collections import Counter
from dataclasses import dataclass

# How much of a text is looked at, in characters, and from how many words on a verdict is given.
LOOKED_AT = 20_000
FEWEST_WORDS = 6
FEWEST_LETTERS = 10
# Another language must show by so many of its words, in this share of all, and by far more than English.
FEWEST_SIGNS, LEAST_SHARE, MORE_THAN_ENGLISH = 2, 0.1, 1.5

_COMMON = {
    "en": "the of and to in a is that for it was on with as by at be this from have are not but his they i "
    "you we my me he she will what would there so your if about who do don had were her been one all which "
    "them more when these than out up into some no our can an or has said their its m s t re ve ll how get "
    "go us any because think know people did could should after over new first also just like now",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden",
    "fr": "de la le et les des en un une du est que qui dans pour pas au sur par plus ce avec il sont aux",
    "es": "de la que el en y los se del las un por con una su para es al lo como más pero sus no fue",
    "it": "di e il la che in un per è del una con non i si le da al della dei gli come sono nel anche",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas foi ao ele "
    "pela pelo também já está",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij nog door",
    "sv": "och att det i som på är av för en med till den har inte om ett men var jag vi de från kan",
    "pl": "w i na z nie się do to że jest o jak ale po co tak za od przez dla był ich było tym może są",
    "tr": "ve bir bu da de için ile çok olarak daha gibi olan ne kadar sonra en o ama mi var ancak her",
}  # fmt: skip
_ENGLISH = frozenset(_COMMON["en"].split())
# Without the words that English has too ("die", "was", "no") and without single letters, which initials are.
_WORDS = {
    code: frozenset(word for word in words.split() if len(word) > 1) - {*_ENGLISH, "die"}
    for code, words in _COMMON.items()
    if code != "en"
}
_NAMES = {
    "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "sv": "Swedish", "pl": "Polish", "tr": "Turkish",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Language:
    """A language by its ISO 639 code, empty if it is none of those known here; its English name."""

    code: str
    name: str = ""

    @property
    def known(self) -> bool:
        """Whether the ranking knows its words."""
        return self.code == "en"

    @property
    def note(self) -> str:
        """What a reader of the ranking must know; empty for English."""
        if self.known:
            return ""
        looks = f"This text looks {self.name}" if self.name else "This text does not look English"
        return (
            f"{looks}. The ranking knows English words alone: here it goes by figures, quotation marks, "
            "names and length, and is a rougher guess."
        )


def language(text: str) -> Language:
    """The language that a text looks like. English, where it is too short to tell."""
    words = _WORD.findall(text[:LOOKED_AT].casefold())
    letters = sum(len(word) for word in words)
    latin = sum(letter < "\u0250" for word in words for letter in word)
    if letters >= FEWEST_LETTERS and latin * 2 < letters:
        return Language("")
    counts = Counter(words)
    english = sum(counts[word] for word in _ENGLISH)
    signs = {code: sum(counts[word] for word in common) for code, common in _WORDS.items()}
    best = max(signs, key=lambda code: signs[code])
    fewest = max(FEWEST_SIGNS, LEAST_SHARE * len(words), MORE_THAN_ENGLISH * english)
    if len(words) < FEWEST_WORDS or signs[best] < fewest:
        return Language("en")
    return Language(best, _NAMES[best])


def is_english(text: str) -> bool:
    """Whether the sentence model, which knows English alone, may be asked about this text."""
    return language(text).known
