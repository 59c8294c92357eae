"""What has digits and counts nothing: dates, times of day, addresses, versions, references.

PURE: no Django. Every pattern is bounded, so that no text takes long.
"""

import re
from collections.abc import Iterator

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20|21)\d\d"
_STREET = (
    r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|drive|square|terrace|crescent|highway"
    r"|court|plaza|parkway|row)"
)

_PATTERNS = (
    # addresses of pages, mailboxes and files; tags
    r"(?:https?://|www\.)\S+",
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+",
    r"[#@][\w-]+",
    # dates
    rf"\b{_DAY}(?:\s?(?:-|to|and|or|,)\s?{_DAY})?\s(?:of\s)?{_MONTH}(?![a-z])(?:,?\s{_YEAR}\b)?",
    rf"\b{_MONTH}\s{_DAY}(?:\s?(?:-|to|and|or|through)\s?{_DAY})?(?![\d.,]\d|\w|\s\d{{3}}\b|%)"
    rf"(?:,?\s{_YEAR}\b)?",
    rf"\b{_MONTH}(?:,|\sof)?\s{_YEAR}\b(?![,.]\d)",
    rf"\b(?:spring|summer|autumn|fall|winter|fiscal|fy|easter|christmas)(?:\s(?:of|year))?\s?"
    rf"(?:{_YEAR}|'\d\d)\b",
    rf"\b{_YEAR}-[01]\d-[0-3]\d(?:t[\d:.+z-]*)?\b",
    r"\b[0-3]?\d([./-])[0-3]?\d\1(?:\d{4}|\d\d)\b(?![.\d])",
    rf"\b{_YEAR}\s?[-/]\s?(?:{_YEAR}|\d\d)(?!\d|[,.]\d|\s?%)",
    rf"\b(?:from\s|between\s)?{_YEAR}\s(?:to|and|through|until)\s{_YEAR}\b(?![,.]\d)",
    r"(?<![\d.,])(?:\d{4}|'?\d\d)'?s\b",
    r"'\d\d\b(?![,.]\d)",
    r"\b(?:q[1-4]|h[12])\b",
    # times of day
    r"\b[012]?\d(?:[:.][0-5]\d)?\s?(?:a\.m\.|p\.m\.|am\b|pm\b|o'clock)",
    r"(?<![\d.,:])[012]?\d:[0-5]\d(?::[0-5]\d)?\b",
    r"\b[012]\d[0-5]\d\s(?:gmt|utc|est|pst|hours\sgmt)\b",
    # ordinals
    r"\b\d[\d,]{0,12}(?:st|nd|rd|th)\b",
    # ages
    r"\b(?:aged?|ages)\s(?:of\s)?(?:between\s|under\s|over\s|below\s)?\d{1,3}(?:(?:\s?(?:-|to|and|or|,)\s?)\d{1,3})?\b",
    r"\b(?:turn(?:s|ed|ing)?|at\sthe\sage\sof)\s\d{1,3}\b(?=\s?[,.;]|\s(?:in|on|this|last|next)\b)",
    r"\b(?:children|child|kids|people|those|adults|anyone|everyone|someone|anybody|everybody"
    r"|no\sone|women|men|girls|boys|infants|patients|adolescents|youths|minors)\s"
    r"(?:under|over|aged|below)\s(?:the\sage\sof\s)?(?:\d{1,3}\b|five\b)(?![,.]\d|%|\s(?:percent|per))",
    # statutes, sections, cases
    r"\b\d{1,6}(?:\([0-9a-z]{1,3}\)){1,4}",
    r"(?:§+\s?|\bno\.\s?|\bnos\.\s?)\d+(?:[-.]\d+)*(?:\([0-9a-z]+\))*",
    r"\b\d{1,3}\s(?:u\.\s?s\.\s?c\.|c\.f\.r\.|f\.[23]d|stat\.)(?:\s§*\s?\d+)?(?:\([a-z0-9]+\))*",
    # telephones
    r"\+\d[\d ()-]{6,18}\d",
    r"\(\d{3}\)\s?\d{3}-\d{4}\b",
    r"\b(?:1-)?[2-9]\d{2}[-. ]\d{3}[-. ]\d{4}\b",
    r"\b\d{3}-0\d{3}\b",
    r"\b(?:call(?:s|ed|ing)?|dial(?:s|ed|ing)?)(?:\s(?:to|on))?\s(?:911|999|112|111|101|\d{3}-\d{4})\b",
    r"\b(?:911|999)\s(?=calls?\b|operators?\b|dispatch)",
    r"\b(?:9/11|7/7|24/7|50/50|50-50)\b",
    # versions and numbers of machines
    r"\bv\d+(?:\.\d+)*\b",
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b|\b\d{1,2}\.\d{1,2}\.\d{1,2}\b",
    # houses and post codes
    rf"\b\d{{1,5}}[a-z]?\s(?-i:(?:[A-Z][\w.']{{0,20}}\s){{1,3}}(?=[A-Z])){_STREET}\b",
    r"\b(?:p\.\s?o\.|po)\sbox\s\d+",
    # references
    r"\[\d+(?:[-,\s]+\d+)*\]",
)

_NOT_COUNTS = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)


def not_counts(level: str) -> Iterator[re.Match[str]]:
    """The stretches of a plain text whose numbers count nothing."""
    return _NOT_COUNTS.finditer(level)
