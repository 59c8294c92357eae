"""The one form in which texts are kept, so that the same words are always the same characters.

PURE.
"""

import re
import unicodedata

BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

# Characters that print nothing: controls, soft hyphens, zero-width spaces and joiners of words, marks of
# direction, byte order marks, halves of surrogate pairs, and code points that are no characters.
# U+200C and U+200D stay: Persian, the scripts of India and emoji are spelt with them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
BLANKS = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
RUNS = re.compile("  +")
AROUND_BREAKS = re.compile(" \n ?|\n ")
EMPTY_LINES = re.compile("\n{3,}")


def normalised(text: str) -> str:
    """A text in the form in which it is kept. Applied again it changes nothing.

    1. Every line break (CR, CR LF, form feed, the separators of Unicode) becomes a line feed.
    2. Characters that print nothing are removed, NUL and direction marks among them.
    3. Tabs and spaces of every kind and width, the unbreakable ones too, become one space a run.
    4. Spaces at the ends of lines go, and more than one empty line becomes one.
    5. Letters and their accents are composed (Unicode's form NFC).

    Nothing that is seen is touched: quotation marks, dashes, case and spelling stay, so a quote is found
    letter for letter once it has gone through the same function.
    """
    text = INVISIBLE.sub("", BREAKS.sub("\n", text))
    text = AROUND_BREAKS.sub("\n", RUNS.sub(" ", BLANKS.sub(" ", text)))
    text = EMPTY_LINES.sub("\n\n", text).strip(" \n")
    return unicodedata.normalize("NFC", text)


def one_line(text: str | None) -> str:
    """A title or a name in the same form, without line breaks."""
    return normalised(text or "").replace("\n\n", " ").replace("\n", " ")
